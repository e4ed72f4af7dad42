<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'eager', [
    'wwwroot' => 'http://eager.example.edu',
    'dataroot' => '/srv/moodledata/eager',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'eager',
    'dbuser' => 'eager',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://eager.example.edu',
    'vmoodlename' => 'eager.example.edu',
    'vhost' => 'eager',
], [
    'dbpass' => '/etc/vmoodle/eager',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1249927725];
})();
