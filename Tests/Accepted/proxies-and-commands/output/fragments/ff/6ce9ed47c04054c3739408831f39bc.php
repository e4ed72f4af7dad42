<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'fifth';
$settings = [
    'wwwroot' => 'http://fifth.example.edu',
    'dataroot' => '/srv/moodledata/fifth',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_fifth',
    'dbuser' => 'm_fifth',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'reverseproxy' => false,
    'vmoodleroot' => 'http://fifth.example.edu',
    'vmoodlename' => 'fifth.example.edu',
    'vhost' => 'fifth',
];
$files = [
    'dbpass' => '/etc/vmoodle/secrets/fifth.dbpass',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 78780705];
})();
