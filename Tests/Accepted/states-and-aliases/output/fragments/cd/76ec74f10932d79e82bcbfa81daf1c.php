<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'slow', [
    'wwwroot' => 'http://slow.example.edu',
    'dataroot' => '/srv/moodledata/slow',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'slow',
    'dbuser' => 'slow',
    'prefix' => 'mdl_',
    'dboptions' => [],
], [
    'dbpass' => '/etc/vmoodle/slow',
]];
