<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'ecole-3', [
    'wwwroot' => 'https://moodle.example.edu/ecole-3',
    'dataroot' => '/srv/moodledata/ecole-3',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_ecole-3',
    'dbuser' => 'm_ecole-3',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'sslproxy' => true,
    'expectedcronfrequency' => 900,
    'reverseproxy' => true,
    'vmoodleroot' => 'https://moodle.example.edu/ecole-3',
    'vmoodlename' => 'moodle.example.edu/ecole-3',
    'vhost' => 'moodle',
], [
    'dbpass' => '/etc/vmoodle/secrets/ecole-3.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2284976875];
})();
