<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'served', [
    'wwwroot' => 'http://served.example.edu',
    'dataroot' => '/srv/moodledata/served',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'served',
    'dbuser' => 'served',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://served.example.edu',
    'vmoodlename' => 'served.example.edu',
    'vhost' => 'served',
], [
    'dbpass' => '/etc/vmoodle/served',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 257832040];
})();
