<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['vmoodle-gen fragment 1', 'intranet', [
    'wwwroot' => 'http://intranet.example.edu',
    'dataroot' => '/srv/moodledata/intranet',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_intranet',
    'dbuser' => 'm_intranet',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
], [
    'dbpass' => '/etc/vmoodle/secrets/intranet.dbpass',
]];
