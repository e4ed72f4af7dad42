<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'sub', [
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
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://a.example.edu/ecole-3',
    'vmoodlename' => 'a.example.edu/ecole-3',
    'vhost' => 'a',
], [
    'dbpass' => '/etc/vmoodle/sub',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3050120322];
})();
