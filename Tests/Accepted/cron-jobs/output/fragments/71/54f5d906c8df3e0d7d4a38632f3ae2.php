<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'later', [
    'wwwroot' => 'http://later.example.edu',
    'dataroot' => '/srv/moodledata/later',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'later',
    'dbuser' => 'later',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 1800,
    'vmoodleroot' => 'http://later.example.edu',
    'vmoodlename' => 'later.example.edu',
    'vhost' => 'later',
], [
    'dbpass' => '/etc/vmoodle/later',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 364923350];
})();
