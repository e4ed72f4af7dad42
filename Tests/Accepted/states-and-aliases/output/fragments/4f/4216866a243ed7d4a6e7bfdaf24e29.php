<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'open', [
    'wwwroot' => 'http://open.example.edu',
    'dataroot' => '/srv/moodledata/open',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'open',
    'dbuser' => 'open',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/open',
]];
