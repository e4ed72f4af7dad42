<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'shut', [
    'wwwroot' => 'http://shut.example.edu',
    'dataroot' => '/srv/moodledata/shut',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'shut',
    'dbuser' => 'shut',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://shut.example.edu',
    'vmoodlename' => 'shut.example.edu',
    'vhost' => 'shut',
], [
    'dbpass' => '/etc/vmoodle/shut',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2151445771];
})();
