<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'one';
$settings = [
    'wwwroot' => 'http://one.example.edu',
    'dataroot' => '/srv/moodledata/one',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'one',
    'dbuser' => 'one',
    'prefix' => 'm_',
    'dboptions' => ['dbport' => 3307],
    'vmoodleroot' => 'http://one.example.edu',
    'vmoodlename' => 'one.example.edu',
    'vhost' => 'one',
];
$files = [
    'dbpass' => '/etc/vmoodle/one',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2539609255];
})();
