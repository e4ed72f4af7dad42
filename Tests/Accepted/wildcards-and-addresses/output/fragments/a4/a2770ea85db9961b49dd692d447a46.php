<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'port';
$settings = [
    'wwwroot' => 'http://[2001:db8::2]:8080',
    'dataroot' => '/srv/moodledata/port',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_port',
    'dbuser' => 'm_port',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'vmoodleroot' => 'http://[2001:db8::2]:8080',
    'vmoodlename' => '[2001:db8::2]:8080',
    'vhost' => '[2001:db8::2]:8080',
];
$files = [
    'dbpass' => '/etc/vmoodle/secrets/port.dbpass',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2430550529];
})();
