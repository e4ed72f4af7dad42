<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'international', [
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
], [
    'dbpass' => '/etc/vmoodle/secrets/international.dbpass',
]];
