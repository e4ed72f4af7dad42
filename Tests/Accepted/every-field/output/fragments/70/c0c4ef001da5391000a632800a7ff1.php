<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'international', [
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
    'routerconfigured' => true,
    'alternative_component_cache' => '/var/lib/moodle/m51.php',
    'expectedcronfrequency' => 900,
    'directorypermissions' => 1535,
    'theme' => 'classic',
    'vmoodleroot' => 'https://xn--cole-9oa.example.edu/x',
    'vmoodlename' => 'xn--cole-9oa.example.edu/x',
    'vhost' => 'xn--cole-9oa',
], [
    'dbpass' => '/etc/vmoodle/secrets/international.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1962796458];
})();
