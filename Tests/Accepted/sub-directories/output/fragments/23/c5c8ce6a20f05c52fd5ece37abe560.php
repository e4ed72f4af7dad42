<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'deep', [
    'wwwroot' => 'https://a.example.edu/ecole-3/v1.2',
    'dataroot' => '/srv/moodledata/deep',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_deep',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
], [
    'dbpass' => '/etc/vmoodle/deep',
]];
