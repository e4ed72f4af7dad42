<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'shut';
$settings = [
    'wwwroot' => 'http://shut.example.edu',
    'dataroot' => '/srv/moodledata/shut',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'shut',
    'dbuser' => 'shut',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://shut.example.edu',
    'vmoodlename' => 'shut.example.edu',
    'vhost' => 'shut',
];
$files = [
    'dbpass' => '/etc/vmoodle/shut',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2042323906];
})();
