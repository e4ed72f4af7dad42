<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'past';
$settings = [
    'wwwroot' => 'http://past.example.edu',
    'dataroot' => '/srv/moodledata/past',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'past',
    'dbuser' => 'past',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://past.example.edu',
    'vmoodlename' => 'past.example.edu',
    'vhost' => 'past',
];
$files = [
    'dbpass' => '/etc/vmoodle/past',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2926801034];
})();
