<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'campus', [
    'wwwroot' => 'https://campus.example.edu',
    'dataroot' => '/srv/moodledata/campus',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_campus',
    'dbuser' => 'm_campus',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
], [
    'dbpass' => '/etc/vmoodle/secrets/campus.dbpass',
]];
