<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'a', [
    'wwwroot' => 'http://a.example',
    'dataroot' => '/srv/data/a',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'a',
    'dbuser' => 'a',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://a.example',
    'vmoodlename' => 'a.example',
    'vhost' => 'a',
], [
    'dbpass' => '/etc/a',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1255347492];
})();
