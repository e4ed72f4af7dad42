<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'same', [
    'wwwroot' => 'http://c.example.edu',
    'dataroot' => '/srv/moodledata/same',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'same',
    'dbuser' => 'same',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'sessioncookie' => 'same',
], [
    'dbpass' => '/etc/vmoodle/same',
]];
