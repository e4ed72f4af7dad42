<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'sub', [
    'wwwroot' => 'https://a.example.edu/ecole-3',
    'dataroot' => '/srv/moodledata/sub',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_sub',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
], [
    'dbpass' => '/etc/vmoodle/sub',
]];
