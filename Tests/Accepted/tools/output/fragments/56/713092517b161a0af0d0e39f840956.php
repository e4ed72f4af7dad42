<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'b', [
    'wwwroot' => 'https://b.example.edu',
    'dataroot' => '/srv/moodledata/b',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'b',
    'dbuser' => 'b\'s',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://b.example.edu',
    'vmoodlename' => 'b.example.edu',
    'vhost' => 'b',
], [
    'dbpass' => '/etc/vmoodle/b',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 387299432];
})();
