<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'files', [
    'wwwroot' => 'http://files.example.edu',
    'dataroot' => '/srv/moodle data/files',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'files',
    'dbuser' => 'files',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'xsendfilealiases' => ['/mine/' => '/srv/moodle data/files/'],
    'expectedcronfrequency' => 900,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'http://files.example.edu',
    'vmoodlename' => 'files.example.edu',
    'vhost' => 'files',
], [
    'dbpass' => '/etc/vmoodle/files',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 2918813227];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
