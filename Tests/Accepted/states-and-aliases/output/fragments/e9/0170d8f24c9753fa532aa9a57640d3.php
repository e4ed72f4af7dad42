<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'still', [
    'wwwroot' => 'http://still.example.edu',
    'dataroot' => '/srv/moodledata/still',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'still',
    'dbuser' => 'still',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://still.example.edu',
    'vmoodlename' => 'still.example.edu',
    'vhost' => 'still',
], [
    'dbpass' => '/etc/vmoodle/still',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1728391221];
})();
