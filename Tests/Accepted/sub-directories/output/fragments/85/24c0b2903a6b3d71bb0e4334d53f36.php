<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'root', [
    'wwwroot' => 'https://a.example.edu',
    'dataroot' => '/srv/moodledata/root',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm_root',
    'dbuser' => 'moodle',
    'prefix' => 'mdl_',
    'dboptions' => ['dbsocket' => '/run/postgresql'],
    'sslproxy' => true,
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://a.example.edu',
    'vmoodlename' => 'a.example.edu',
    'vhost' => 'a',
], [
    'dbpass' => '/etc/vmoodle/root',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3624273304];
})();
