<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'off', [
    'wwwroot' => 'http://off.example.edu',
    'dataroot' => '/srv/moodledata/off',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'off',
    'dbuser' => 'off',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://off.example.edu',
    'vmoodlename' => 'off.example.edu',
    'vhost' => 'off',
], [
    'dbpass' => '/etc/vmoodle/off',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2985808038];
})();
