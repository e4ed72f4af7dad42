<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'one', [
    'wwwroot' => 'http://one.example.edu',
    'dataroot' => '/srv/moodledata/one',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'one',
    'dbuser' => 'one',
    'prefix' => 'm_',
    'dboptions' => ['dbport' => 3307],
], [
    'dbpass' => '/etc/vmoodle/one',
]];
