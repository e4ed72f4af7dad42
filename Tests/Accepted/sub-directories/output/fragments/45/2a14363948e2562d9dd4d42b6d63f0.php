<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'shut', [
    'wwwroot' => 'https://a.example.edu/shut',
    'dataroot' => '/srv/moodledata/shut',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_shut',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
], [
    'dbpass' => '/etc/vmoodle/shut',
]];
