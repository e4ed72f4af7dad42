<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'lone', [
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
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://b.example.edu/one/two',
    'vmoodlename' => 'b.example.edu/one/two',
    'vhost' => 'b',
], [
    'dbpass' => '/etc/vmoodle/lone',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 736287467];
})();
