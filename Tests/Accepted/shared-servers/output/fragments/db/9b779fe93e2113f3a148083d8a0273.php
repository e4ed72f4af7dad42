<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'h', [
    'wwwroot' => 'https://h.example.edu',
    'dataroot' => '/srv/moodle data/h',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'h',
    'dbuser' => 'h',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'xsendfilealiases' => ['/.vmoodle-files/h/' => '/srv/moodle data/h/'],
    'expectedcronfrequency' => 900,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'https://h.example.edu',
    'vmoodlename' => 'h.example.edu',
    'vhost' => 'h',
], [
    'dbpass' => '/etc/vmoodle/h',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 3236050938];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
