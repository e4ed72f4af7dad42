<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'same';
$settings = [
    'wwwroot' => 'http://c.example.edu',
    'dataroot' => '/srv/moodledata/same',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'same',
    'dbuser' => 'same',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'sessioncookie' => 'same',
    'vmoodleroot' => 'http://c.example.edu',
    'vmoodlename' => 'c.example.edu',
    'vhost' => 'c',
];
$files = [
    'dbpass' => '/etc/vmoodle/same',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 1791687227];
})();
