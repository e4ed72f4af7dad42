<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'b', [
    'wwwroot' => 'https://b.example.edu',
    'dataroot' => '/srv/moodledata/b',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'b',
    'dbuser' => 'b',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/b',
]];
