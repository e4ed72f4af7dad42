<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'intranet', [
    'wwwroot' => 'http://intranet.example.edu',
    'dataroot' => '/srv/moodledata/intranet',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_intranet',
    'dbuser' => 'm_intranet',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://intranet.example.edu',
    'vmoodlename' => 'intranet.example.edu',
    'vhost' => 'intranet',
], [
    'dbpass' => '/etc/vmoodle/secrets/intranet.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1673579030];
})();
