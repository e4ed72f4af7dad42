<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'root';
$settings = [
    'wwwroot' => 'https://a.example.edu',
    'dataroot' => '/srv/moodledata/root',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_root',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
    'vmoodleroot' => 'https://a.example.edu',
    'vmoodlename' => 'a.example.edu',
    'vhost' => 'a',
];
$files = [
    'dbpass' => '/etc/vmoodle/root',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 824890635];
})();
