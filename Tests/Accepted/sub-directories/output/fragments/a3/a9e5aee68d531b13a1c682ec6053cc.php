<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'shut', [
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
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://a.example.edu/shut',
    'vmoodlename' => 'a.example.edu/shut',
    'vhost' => 'a',
], [
    'dbpass' => '/etc/vmoodle/shut',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3745285166];
})();
