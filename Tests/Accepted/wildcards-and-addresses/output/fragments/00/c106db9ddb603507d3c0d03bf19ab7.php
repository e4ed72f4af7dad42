<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'lab-two', [
    'wwwroot' => 'http://[2001:db8::1]/two',
    'dataroot' => '/srv/moodledata/lab-two',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_lab-two',
    'dbuser' => 'm_lab-two',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
], [
    'dbpass' => '/etc/vmoodle/secrets/lab-two.dbpass',
]];
