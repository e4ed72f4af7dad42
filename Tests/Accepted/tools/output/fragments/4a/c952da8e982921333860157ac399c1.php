<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'c', [
    'wwwroot' => 'https://c.example.edu',
    'dataroot' => '/srv/moodledata/c',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'c',
    'dbuser' => 'c\'s',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://c.example.edu',
    'vmoodlename' => 'c.example.edu',
    'vhost' => 'c',
], [
    'dbpass' => '/etc/vmoodle/c',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1303999796];
})();
