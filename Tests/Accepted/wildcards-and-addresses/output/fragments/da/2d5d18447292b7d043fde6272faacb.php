<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'lab', [
    'wwwroot' => 'http://[2001:db8::1]',
    'dataroot' => '/srv/moodledata/lab',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_lab',
    'dbuser' => 'm_lab',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://[2001:db8::1]',
    'vmoodlename' => '[2001:db8::1]',
    'vhost' => '[2001:db8::1]',
], [
    'dbpass' => '/etc/vmoodle/secrets/lab.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2922659362];
})();
