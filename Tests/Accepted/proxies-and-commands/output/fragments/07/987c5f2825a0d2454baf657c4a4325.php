<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'rectorat', [
    'wwwroot' => 'https://moodle.example.edu',
    'dataroot' => '/srv/moodledata/rectorat',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_rectorat',
    'dbuser' => 'm_rectorat',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'sslproxy' => true,
    'xsendfilealiases' => ['/.vmoodle-files/rectorat/' => '/srv/moodledata/rectorat/'],
    'expectedcronfrequency' => 900,
    'reverseproxy' => true,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'https://moodle.example.edu',
    'vmoodlename' => 'moodle.example.edu',
    'vhost' => 'moodle',
], [
    'dbpass' => '/etc/vmoodle/secrets/rectorat.dbpass',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 3652222276];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
