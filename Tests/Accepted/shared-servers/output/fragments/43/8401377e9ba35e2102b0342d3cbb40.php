<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'tagged', [
    'wwwroot' => 'http://tagged.example.edu',
    'dataroot' => '/srv/moodle data/tagged',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'tagged',
    'dbuser' => 'tagged',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'xsendfilealiases' => ['/.vmoodle-files/tagged/' => '/srv/moodle data/tagged/'],
    'expectedcronfrequency' => 900,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'http://tagged.example.edu',
    'vmoodlename' => 'tagged.example.edu',
    'vhost' => 'tagged',
], [
    'dbpass' => '/etc/vmoodle/tagged',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 1058547966];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
