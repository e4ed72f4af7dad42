<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'lab', [
    'wwwroot' => 'http://[2001:db8::1]',
    'dataroot' => '/srv/moodledata/lab',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_lab',
    'dbuser' => 'm_lab',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
], [
    'dbpass' => '/etc/vmoodle/secrets/lab.dbpass',
]];
