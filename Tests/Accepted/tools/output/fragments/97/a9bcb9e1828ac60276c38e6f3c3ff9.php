<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'sub', [
    'wwwroot' => 'https://null.example.edu/sub',
    'dataroot' => '/srv/moodledata/sub',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'sub',
    'dbuser' => 'sub\'s',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://null.example.edu/sub',
    'vmoodlename' => 'null.example.edu/sub',
    'vhost' => 'null',
], [
    'dbpass' => '/etc/vmoodle/sub',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1162685144];
})();
