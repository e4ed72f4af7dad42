<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'a', [
    'wwwroot' => 'http://a.example',
    'dataroot' => '/srv/data/a',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'a',
    'dbuser' => 'a',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/a',
]];
