<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'a';
$settings = [
    'wwwroot' => 'http://a.example',
    'dataroot' => '/srv/data/a',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'a',
    'dbuser' => 'a',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://a.example',
    'vmoodlename' => 'a.example',
    'vhost' => 'a',
];
$files = [
    'dbpass' => '/etc/a',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 619005444];
})();
