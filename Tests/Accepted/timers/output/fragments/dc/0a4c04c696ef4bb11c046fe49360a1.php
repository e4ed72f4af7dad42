<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'slow', [
    'wwwroot' => 'http://slow.example.edu/sub',
    'dataroot' => '/srv/moodledata/slow',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'slow',
    'dbuser' => 'slow',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 21600,
    'vmoodleroot' => 'http://slow.example.edu/sub',
    'vmoodlename' => 'slow.example.edu/sub',
    'vhost' => 'slow',
], [
    'dbpass' => '/etc/vmoodle/slow',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2420325301];
})();
