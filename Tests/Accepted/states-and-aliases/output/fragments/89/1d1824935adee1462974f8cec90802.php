<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'shut', [
    'wwwroot' => 'http://shut.example.edu',
    'dataroot' => '/srv/moodledata/shut',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'shut',
    'dbuser' => 'shut',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/shut',
]];
