<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'campus';
$settings = [
    'wwwroot' => 'https://campus.example.edu',
    'dataroot' => '/srv/moodledata/campus',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_campus',
    'dbuser' => 'm_campus',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'vmoodleroot' => 'https://campus.example.edu',
    'vmoodlename' => 'campus.example.edu',
    'vhost' => 'campus',
];
$files = [
    'dbpass' => '/etc/vmoodle/secrets/campus.dbpass',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 1619160092];
})();
