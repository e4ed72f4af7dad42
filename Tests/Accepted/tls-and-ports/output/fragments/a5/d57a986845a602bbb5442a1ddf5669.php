<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'c', [
    'wwwroot' => 'http://c.example.edu:8080',
    'dataroot' => '/srv/moodledata/c',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'c',
    'dbuser' => 'c',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://c.example.edu:8080',
    'vmoodlename' => 'c.example.edu:8080',
    'vhost' => 'c',
], [
    'dbpass' => '/etc/vmoodle/c',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 329025682];
})();
