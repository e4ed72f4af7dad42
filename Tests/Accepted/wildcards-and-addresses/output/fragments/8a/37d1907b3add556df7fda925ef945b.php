<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'lab';
$settings = [
    'wwwroot' => 'http://[2001:db8::1]',
    'dataroot' => '/srv/moodledata/lab',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_lab',
    'dbuser' => 'm_lab',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'vmoodleroot' => 'http://[2001:db8::1]',
    'vmoodlename' => '[2001:db8::1]',
    'vhost' => '[2001:db8::1]',
];
$files = [
    'dbpass' => '/etc/vmoodle/secrets/lab.dbpass',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 2416505994];
})();
