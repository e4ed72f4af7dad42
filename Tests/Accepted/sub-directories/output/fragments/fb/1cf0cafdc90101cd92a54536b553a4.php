<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'lone', [
    'wwwroot' => 'https://b.example.edu/one/two',
    'dataroot' => '/srv/moodledata/lone',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_lone',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
], [
    'dbpass' => '/etc/vmoodle/lone',
]];
