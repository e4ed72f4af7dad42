<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'daily', [
    'wwwroot' => 'http://daily.example.edu',
    'dataroot' => '/srv/moodledata/daily',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'daily',
    'dbuser' => 'daily',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 86400,
    'vmoodleroot' => 'http://daily.example.edu',
    'vmoodlename' => 'daily.example.edu',
    'vhost' => 'daily',
], [
    'dbpass' => '/etc/vmoodle/daily',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 370389579];
})();
