<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'public', [
    'wwwroot' => 'http://public.example.edu',
    'dataroot' => '/srv/moodledata/public',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'public',
    'dbuser' => 'public',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://public.example.edu',
    'vmoodlename' => 'public.example.edu',
    'vhost' => 'public',
], [
    'dbpass' => '/etc/vmoodle/public',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 297456939];
})();
