<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'one', [
    'wwwroot' => 'http://one.example.edu',
    'dataroot' => '/srv/moodledata/one',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'one',
    'dbuser' => 'one',
    'prefix' => 'm_',
    'dboptions' => ['dbport' => 3307],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://one.example.edu',
    'vmoodlename' => 'one.example.edu',
    'vhost' => 'one',
], [
    'dbpass' => '/etc/vmoodle/one',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3864494669];
})();
