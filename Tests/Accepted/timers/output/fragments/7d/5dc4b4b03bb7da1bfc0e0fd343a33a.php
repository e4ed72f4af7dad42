<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'lines', [
    'wwwroot' => 'http://lines.example.edu',
    'dataroot' => '/srv/moodledata/lines',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'lines',
    'dbuser' => 'lines',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://lines.example.edu',
    'vmoodlename' => 'lines.example.edu',
    'vhost' => 'lines',
], [
    'dbpass' => '/etc/vmoodle/lines',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2782640588];
})();
