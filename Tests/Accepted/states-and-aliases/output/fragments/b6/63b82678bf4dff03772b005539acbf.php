<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'open', [
    'wwwroot' => 'http://open.example.edu',
    'dataroot' => '/srv/moodledata/open',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'open',
    'dbuser' => 'open',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://open.example.edu',
    'vmoodlename' => 'open.example.edu',
    'vhost' => 'open',
], [
    'dbpass' => '/etc/vmoodle/open',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2915892903];
})();
