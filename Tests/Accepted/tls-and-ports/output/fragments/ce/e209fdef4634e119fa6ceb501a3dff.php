<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'c', [
    'wwwroot' => 'http://c.example.edu:8080',
    'dataroot' => '/srv/moodledata/c',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'c',
    'dbuser' => 'c',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/c',
]];
