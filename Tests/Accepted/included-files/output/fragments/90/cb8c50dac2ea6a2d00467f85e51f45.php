<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'b';
$settings = [
    'wwwroot' => 'http://b.example',
    'dataroot' => '/srv/data/b',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'b',
    'dbuser' => 'b',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'lang' => 'fr',
    'vmoodleroot' => 'http://b.example',
    'vmoodlename' => 'b.example',
    'vhost' => 'b',
];
$files = [
    'dbpass' => '/etc/b',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 1726916890];
})();
