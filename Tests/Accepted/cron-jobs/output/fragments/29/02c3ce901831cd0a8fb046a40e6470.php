<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'logged', [
    'wwwroot' => 'http://logged.example.edu/sub',
    'dataroot' => '/srv/moodledata/logged',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'logged',
    'dbuser' => 'logged',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 1800,
    'vmoodleroot' => 'http://logged.example.edu/sub',
    'vmoodlename' => 'logged.example.edu/sub',
    'vhost' => 'logged',
], [
    'dbpass' => '/etc/vmoodle/logged',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1115650696];
})();
