<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'q', [
    'wwwroot' => 'http://q.example.edu:8080',
    'dataroot' => '/srv/moodle data/q',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'q',
    'dbuser' => 'q',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'xsendfilealiases' => ['/.vmoodle-files/q/' => '/srv/moodle data/q/'],
    'expectedcronfrequency' => 900,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'http://q.example.edu:8080',
    'vmoodlename' => 'q.example.edu:8080',
    'vhost' => 'q',
], [
    'dbpass' => '/etc/vmoodle/q',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 1267464237];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
