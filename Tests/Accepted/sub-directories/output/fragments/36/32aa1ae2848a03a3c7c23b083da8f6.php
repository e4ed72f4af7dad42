<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'shut';
$settings = [
    'wwwroot' => 'https://a.example.edu/shut',
    'dataroot' => '/srv/moodledata/shut',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_shut',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
    'vmoodleroot' => 'https://a.example.edu/shut',
    'vmoodlename' => 'a.example.edu/shut',
    'vhost' => 'a',
];
$files = [
    'dbpass' => '/etc/vmoodle/shut',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2607369026];
})();
