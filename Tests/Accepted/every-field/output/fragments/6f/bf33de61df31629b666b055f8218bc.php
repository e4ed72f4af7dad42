<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'memcached', [
    'wwwroot' => 'https://cache.example.edu',
    'dataroot' => '/srv/data/memcached',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_memcached',
    'dbuser' => 'm_memcached',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306, 'dbsocket' => '/run/mysqld/mysqld.sock'],
    'xsendfilealiases' => ['/.vmoodle-files/memcached/' => '/srv/data/memcached/'],
    'routerconfigured' => true,
    'alternative_component_cache' => '/var/lib/moodle/m51.php',
    'expectedcronfrequency' => 900,
    'noemailever' => true,
    'session_handler_class' => '\\core\\session\\memcached',
    'session_memcached_prefix' => 'mc_',
    'session_memcached_save_path' => '127.0.0.1:11211',
    'xsendfile' => 'X-Accel-Redirect',
    'theme' => 'classic',
    'vmoodleroot' => 'https://cache.example.edu',
    'vmoodlename' => 'cache.example.edu',
    'vhost' => 'cache',
], [
    'dbpass' => '/etc/vmoodle/secrets/memcached.dbpass',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 373324346];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
