<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'usual', [
    'wwwroot' => 'http://usual.example.edu',
    'dataroot' => '/srv/moodledata/usual',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'usual',
    'dbuser' => 'usual',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://usual.example.edu',
    'vmoodlename' => 'usual.example.edu',
    'vhost' => 'usual',
], [
    'dbpass' => '/etc/vmoodle/usual',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 4229323975];
})();
