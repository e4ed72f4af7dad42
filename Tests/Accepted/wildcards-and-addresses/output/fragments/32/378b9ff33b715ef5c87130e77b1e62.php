<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'lab-two', [
    'wwwroot' => 'http://[2001:db8::1]/two',
    'dataroot' => '/srv/moodledata/lab-two',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_lab-two',
    'dbuser' => 'm_lab-two',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://[2001:db8::1]/two',
    'vmoodlename' => '[2001:db8::1]/two',
    'vhost' => '[2001:db8::1]/two',
], [
    'dbpass' => '/etc/vmoodle/secrets/lab-two.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3709549942];
})();
