<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'same', [
    'wwwroot' => 'http://c.example.edu',
    'dataroot' => '/srv/moodledata/same',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'same',
    'dbuser' => 'same',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'sessioncookie' => 'same',
    'vmoodleroot' => 'http://c.example.edu',
    'vmoodlename' => 'c.example.edu',
    'vhost' => 'c',
], [
    'dbpass' => '/etc/vmoodle/same',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 134324562];
})();
