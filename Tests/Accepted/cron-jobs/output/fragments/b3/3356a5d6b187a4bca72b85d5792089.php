<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'past', [
    'wwwroot' => 'http://past.example.edu',
    'dataroot' => '/srv/moodledata/past',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'past',
    'dbuser' => 'past',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 1800,
    'vmoodleroot' => 'http://past.example.edu',
    'vmoodlename' => 'past.example.edu',
    'vhost' => 'past',
], [
    'dbpass' => '/etc/vmoodle/past',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 4062147623];
})();
