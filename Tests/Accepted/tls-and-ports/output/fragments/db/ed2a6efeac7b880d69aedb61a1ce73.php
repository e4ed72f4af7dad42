<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'a', [
    'wwwroot' => 'https://a.example.edu',
    'dataroot' => '/srv/moodledata/a',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'a',
    'dbuser' => 'a',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://a.example.edu',
    'vmoodlename' => 'a.example.edu',
    'vhost' => 'a',
], [
    'dbpass' => '/etc/vmoodle/a',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 188644039];
})();
