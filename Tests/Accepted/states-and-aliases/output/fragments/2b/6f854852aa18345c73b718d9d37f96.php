<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'maint', [
    'wwwroot' => 'http://maint.example.edu',
    'dataroot' => '/srv/moodledata/maint',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'maint',
    'dbuser' => 'maint',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/maint',
]];
