<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'shared', [
    'wwwroot' => 'http://shared.example.edu',
    'dataroot' => '/srv/moodledata/shared',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'shared',
    'dbuser' => 'shared',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'themedir' => '/srv/themes',
    'vmoodleroot' => 'http://shared.example.edu',
    'vmoodlename' => 'shared.example.edu',
    'vhost' => 'shared',
], [
    'dbpass' => '/etc/vmoodle/shared',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2370316994];
})();
