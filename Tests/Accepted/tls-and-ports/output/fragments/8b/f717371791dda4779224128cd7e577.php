<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'd';
$settings = [
    'wwwroot' => 'http://d.example.edu',
    'dataroot' => '/srv/moodledata/d',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'd',
    'dbuser' => 'd',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://d.example.edu',
    'vmoodlename' => 'd.example.edu',
    'vhost' => 'd',
];
$files = [
    'dbpass' => '/etc/vmoodle/d',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 3735404649];
})();
