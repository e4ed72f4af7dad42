<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'choir', [
    'wwwroot' => 'https://choir.campus.example.edu',
    'dataroot' => '/srv/moodledata/choir',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_choir',
    'dbuser' => 'm_choir',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://choir.campus.example.edu',
    'vmoodlename' => 'choir.campus.example.edu',
    'vhost' => 'choir',
], [
    'dbpass' => '/etc/vmoodle/secrets/choir.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1078585029];
})();
