<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'deep', [
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
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://a.example.edu/ecole-3/v1.2',
    'vmoodlename' => 'a.example.edu/ecole-3/v1.2',
    'vhost' => 'a',
], [
    'dbpass' => '/etc/vmoodle/deep',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2922759751];
})();
