<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'before-4-2', [
    'wwwroot' => 'http://before.example.edu',
    'dataroot' => '/srv/moodledata/before-4-2',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'before-4-2',
    'dbuser' => 'before-4-2',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 1800,
    'vmoodleroot' => 'http://before.example.edu',
    'vmoodlename' => 'before.example.edu',
    'vhost' => 'before',
], [
    'dbpass' => '/etc/vmoodle/before-4-2',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 682801282];
})();
