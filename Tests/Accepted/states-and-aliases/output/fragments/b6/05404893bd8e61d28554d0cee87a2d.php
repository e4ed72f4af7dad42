<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'open';
$settings = [
    'wwwroot' => 'http://open.example.edu',
    'dataroot' => '/srv/moodledata/open',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'open',
    'dbuser' => 'open',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://open.example.edu',
    'vmoodlename' => 'open.example.edu',
    'vhost' => 'open',
];
$files = [
    'dbpass' => '/etc/vmoodle/open',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2899245214];
})();
