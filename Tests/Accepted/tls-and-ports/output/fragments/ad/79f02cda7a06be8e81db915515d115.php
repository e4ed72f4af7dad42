<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'acme', [
    'wwwroot' => 'https://acme.example.edu',
    'dataroot' => '/srv/moodledata/acme',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'acme',
    'dbuser' => 'acme',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'xsendfilealiases' => ['/.vmoodle-files/acme/' => '/srv/moodledata/acme/'],
    'expectedcronfrequency' => 900,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'https://acme.example.edu',
    'vmoodlename' => 'acme.example.edu',
    'vhost' => 'acme',
], [
    'dbpass' => '/etc/vmoodle/acme',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 1003977640];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
