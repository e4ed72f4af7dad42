<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'c';
$settings = [
    'wwwroot' => 'http://c.example',
    'dataroot' => '/srv/data/c',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'c',
    'dbuser' => 'c',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://c.example',
    'vmoodlename' => 'c.example',
    'vhost' => 'c',
];
$files = [
    'dbpass' => '/etc/c',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 1147749116];
})();
