<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'b', [
    'wwwroot' => 'http://b.example',
    'dataroot' => '/srv/data/b',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'b',
    'dbuser' => 'b',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'lang' => 'fr',
], [
    'dbpass' => '/etc/b',
]];
