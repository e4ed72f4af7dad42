<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'null-s', [
    'wwwroot' => 'https://null.example.edu',
    'dataroot' => '/srv/moodledata/null-s',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'null-s',
    'dbuser' => 'null-s\'s',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://null.example.edu',
    'vmoodlename' => 'null.example.edu',
    'vhost' => 'null',
], [
    'dbpass' => '/etc/vmoodle/null-s',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3905688406];
})();
