<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'international';
$settings = [
    'wwwroot' => 'https://xn--cole-9oa.example.edu/x',
    'dataroot' => '/srv/data/international',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_international',
    'dbuser' => 'm_international',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306, 'dbsocket' => '/run/mysqld/mysqld.sock'],
    'sslproxy' => true,
    'directorypermissions' => 1535,
    'theme' => 'classic',
    'vmoodleroot' => 'https://xn--cole-9oa.example.edu/x',
    'vmoodlename' => 'xn--cole-9oa.example.edu/x',
    'vhost' => 'xn--cole-9oa',
];
$files = [
    'dbpass' => '/etc/vmoodle/secrets/international.dbpass',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2332975278];
})();
