<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$id = 'lab-two';
$settings = [
    'wwwroot' => 'http://[2001:db8::1]/two',
    'dataroot' => '/srv/moodledata/lab-two',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_lab-two',
    'dbuser' => 'm_lab-two',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'vmoodleroot' => 'http://[2001:db8::1]/two',
    'vmoodlename' => '[2001:db8::1]/two',
    'vhost' => '[2001:db8::1]/two',
];
$files = [
    'dbpass' => '/etc/vmoodle/secrets/lab-two.dbpass',
];
// OPcache works the sum out when it compiles the file.
return ['vmoodle-gen fragment 2', $id, $settings, $files, crc32(serialize([$id, $settings, $files])), 3526385949];
})();
