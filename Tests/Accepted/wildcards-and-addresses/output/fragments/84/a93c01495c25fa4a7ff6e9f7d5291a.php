<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'choir', [
    'wwwroot' => 'https://choir.campus.example.edu',
    'dataroot' => '/srv/moodledata/choir',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_choir',
    'dbuser' => 'm_choir',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
], [
    'dbpass' => '/etc/vmoodle/secrets/choir.dbpass',
]];
