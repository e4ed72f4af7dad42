<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'word2', [
    'wwwroot' => 'http://include',
    'dataroot' => '/srv/moodle data/word2',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'word2',
    'dbuser' => 'word2',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'xsendfilealiases' => ['/.vmoodle-files/word2/' => '/srv/moodle data/word2/'],
    'expectedcronfrequency' => 900,
    'xsendfile' => 'X-Accel-Redirect',
    'vmoodleroot' => 'http://include',
    'vmoodlename' => 'include',
    'vhost' => 'include',
], [
    'dbpass' => '/etc/vmoodle/word2',
]];
// OPcache works the sum out when it compiles the file.
$whole = $fragment + [4 => crc32(serialize($fragment)), 5 => 2513832120];
// From a web server that ignores the header the answer would come empty: PHP sends its files itself.
if (preg_match('/^(?:Apache|lighttpd)\b/i', $_SERVER['SERVER_SOFTWARE'] ?? '') === 1) {
    unset($whole[2]['xsendfile']);
}
return $whole;
})();
