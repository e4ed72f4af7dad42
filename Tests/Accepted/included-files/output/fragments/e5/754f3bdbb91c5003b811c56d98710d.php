<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'c', [
    'wwwroot' => 'http://c.example',
    'dataroot' => '/srv/data/c',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'c',
    'dbuser' => 'c',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/c',
]];
