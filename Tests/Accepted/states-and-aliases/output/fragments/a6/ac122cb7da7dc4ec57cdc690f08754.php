<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'still';
$settings = [
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
];
$files = [
    'dbpass' => '/etc/vmoodle/still',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 3213402808];
})();
