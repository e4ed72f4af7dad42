<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'b';
$settings = [
    'wwwroot' => 'https://b.example.edu',
    'dataroot' => '/srv/moodledata/b',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'b',
    'dbuser' => 'b',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'https://b.example.edu',
    'vmoodlename' => 'b.example.edu',
    'vhost' => 'b',
];
$files = [
    'dbpass' => '/etc/vmoodle/b',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 3925399755];
})();
