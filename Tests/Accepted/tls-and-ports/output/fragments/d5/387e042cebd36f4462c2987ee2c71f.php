<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'a';
$settings = [
    'wwwroot' => 'https://a.example.edu',
    'dataroot' => '/srv/moodledata/a',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'a',
    'dbuser' => 'a',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'https://a.example.edu',
    'vmoodlename' => 'a.example.edu',
    'vhost' => 'a',
];
$files = [
    'dbpass' => '/etc/vmoodle/a',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 1193569980];
})();
