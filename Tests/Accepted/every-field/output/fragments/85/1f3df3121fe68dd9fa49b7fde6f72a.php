<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'certbot', [
    'wwwroot' => 'https://certbot.example.edu',
    'dataroot' => '/srv/data/certbot',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_certbot',
    'dbuser' => 'm_certbot',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306, 'dbsocket' => '/run/mysqld/mysqld.sock'],
    'routerconfigured' => true,
    'alternative_component_cache' => '/var/lib/moodle/m51.php',
    'expectedcronfrequency' => 900,
    'theme' => 'classic',
    'vmoodleroot' => 'https://certbot.example.edu',
    'vmoodlename' => 'certbot.example.edu',
    'vhost' => 'certbot',
], [
    'dbpass' => '/etc/vmoodle/secrets/certbot.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1741906472];
})();
