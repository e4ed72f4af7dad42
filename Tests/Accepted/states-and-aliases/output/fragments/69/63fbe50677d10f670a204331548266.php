<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'past', [
    'wwwroot' => 'http://past.example.edu',
    'dataroot' => '/srv/moodledata/past',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'past',
    'dbuser' => 'past',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/past',
]];
