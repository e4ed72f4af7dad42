<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'below', [
    'wwwroot' => 'http://one.example.edu/below',
    'dataroot' => '/srv/moodledata/below',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'below',
    'dbuser' => 'below',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'routerconfigured' => true,
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://one.example.edu/below',
    'vmoodlename' => 'one.example.edu/below',
    'vhost' => 'one',
], [
    'dbpass' => '/etc/vmoodle/below',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2791643053];
})();
