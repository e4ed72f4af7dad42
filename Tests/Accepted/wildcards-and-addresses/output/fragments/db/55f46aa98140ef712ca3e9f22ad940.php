<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'port', [
    'wwwroot' => 'http://[2001:db8::2]:8080',
    'dataroot' => '/srv/moodledata/port',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_port',
    'dbuser' => 'm_port',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
], [
    'dbpass' => '/etc/vmoodle/secrets/port.dbpass',
]];
