<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'busy', [
    'wwwroot' => 'http://busy.example.edu',
    'dataroot' => '/srv/moodledata/busy',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'busy',
    'dbuser' => 'busy',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://busy.example.edu',
    'vmoodlename' => 'busy.example.edu',
    'vhost' => 'busy',
], [
    'dbpass' => '/etc/vmoodle/busy',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 555145059];
})();
