<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'c';
$settings = [
    'wwwroot' => 'http://c.example.edu:8080',
    'dataroot' => '/srv/moodledata/c',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'c',
    'dbuser' => 'c',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://c.example.edu:8080',
    'vmoodlename' => 'c.example.edu:8080',
    'vhost' => 'c',
];
$files = [
    'dbpass' => '/etc/vmoodle/c',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2083418397];
})();
