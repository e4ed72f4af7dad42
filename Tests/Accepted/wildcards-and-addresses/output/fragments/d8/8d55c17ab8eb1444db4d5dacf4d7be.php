<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'port', [
    'wwwroot' => 'http://[2001:db8::2]:8080',
    'dataroot' => '/srv/moodledata/port',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_port',
    'dbuser' => 'm_port',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://[2001:db8::2]:8080',
    'vmoodlename' => '[2001:db8::2]:8080',
    'vhost' => '[2001:db8::2]:8080',
], [
    'dbpass' => '/etc/vmoodle/secrets/port.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 781126331];
})();
