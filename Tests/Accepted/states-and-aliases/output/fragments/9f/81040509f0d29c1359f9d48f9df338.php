<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'slow';
$settings = [
    'wwwroot' => 'http://slow.example.edu',
    'dataroot' => '/srv/moodledata/slow',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'slow',
    'dbuser' => 'slow',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://slow.example.edu',
    'vmoodlename' => 'slow.example.edu',
    'vhost' => 'slow',
];
$files = [
    'dbpass' => '/etc/vmoodle/slow',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 845050952];
})();
