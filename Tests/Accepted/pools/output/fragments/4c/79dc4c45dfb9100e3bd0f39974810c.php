<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'closed', [
    'wwwroot' => 'http://closed.example.edu',
    'dataroot' => '/srv/moodledata/closed',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'closed',
    'dbuser' => 'closed',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'tempdir' => '/srv/temp "closed" \\',
    'vmoodleroot' => 'http://closed.example.edu',
    'vmoodlename' => 'closed.example.edu',
    'vhost' => 'closed',
], [
    'dbpass' => '/etc/vmoodle/closed',
    'x' => '/etc/vmoodle/${x} of closed',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 54732818];
})();
