<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'deep';
$settings = [
    'wwwroot' => 'https://a.example.edu/ecole-3/v1.2',
    'dataroot' => '/srv/moodledata/deep',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_deep',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
    'vmoodleroot' => 'https://a.example.edu/ecole-3/v1.2',
    'vmoodlename' => 'a.example.edu/ecole-3/v1.2',
    'vhost' => 'a',
];
$files = [
    'dbpass' => '/etc/vmoodle/deep',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2624468725];
})();
