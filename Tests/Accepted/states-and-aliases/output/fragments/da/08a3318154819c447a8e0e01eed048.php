<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'maint';
$settings = [
    'wwwroot' => 'http://maint.example.edu',
    'dataroot' => '/srv/moodledata/maint',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'maint',
    'dbuser' => 'maint',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://maint.example.edu',
    'vmoodlename' => 'maint.example.edu',
    'vhost' => 'maint',
];
$files = [
    'dbpass' => '/etc/vmoodle/maint',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 1286242886];
})();
