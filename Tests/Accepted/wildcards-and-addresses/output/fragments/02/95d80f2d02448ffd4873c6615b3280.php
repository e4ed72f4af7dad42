<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'campus', [
    'wwwroot' => 'https://campus.example.edu',
    'dataroot' => '/srv/moodledata/campus',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_campus',
    'dbuser' => 'm_campus',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://campus.example.edu',
    'vmoodlename' => 'campus.example.edu',
    'vhost' => 'campus',
], [
    'dbpass' => '/etc/vmoodle/secrets/campus.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3405832556];
})();
