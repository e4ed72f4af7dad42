<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'b', [
    'wwwroot' => 'http://b.example',
    'dataroot' => '/srv/data/b',
    'dbtype' => 'pgsql',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'b',
    'dbuser' => 'b',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'lang' => 'fr',
    'vmoodleroot' => 'http://b.example',
    'vmoodlename' => 'b.example',
    'vhost' => 'b',
], [
    'dbpass' => '/etc/b',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3575977290];
})();
