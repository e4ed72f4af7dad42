<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'ecole-4', [
    'wwwroot' => 'https://other.example.edu/ecole-3/four',
    'dataroot' => '/srv/moodledata/ecole-4',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_ecole-4',
    'dbuser' => 'm_ecole-4',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'sslproxy' => true,
    'xsendfilealiases' => ['/.vmoodle-files/ecole-4/' => '/srv/moodledata/ecole-4/'],
    'expectedcronfrequency' => 900,
    'reverseproxy' => true,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'https://other.example.edu/ecole-3/four',
    'vmoodlename' => 'other.example.edu/ecole-3/four',
    'vhost' => 'other',
], [
    'dbpass' => '/etc/vmoodle/secrets/ecole-4.dbpass',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 4065496376];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
