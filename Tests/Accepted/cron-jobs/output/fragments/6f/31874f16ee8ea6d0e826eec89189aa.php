<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'saved', [
    'wwwroot' => 'http://saved.example.edu',
    'dataroot' => '/srv/moodledata/saved',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'saved',
    'dbuser' => 'saved',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 1800,
    'vmoodleroot' => 'http://saved.example.edu',
    'vmoodlename' => 'saved.example.edu',
    'vhost' => 'saved',
], [
    'dbpass' => '/etc/vmoodle/saved',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 4127010302];
})();
