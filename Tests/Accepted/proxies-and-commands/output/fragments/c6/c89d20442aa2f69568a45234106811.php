<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'fifth', [
    'wwwroot' => 'http://fifth.example.edu',
    'dataroot' => '/srv/moodledata/fifth',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => '127.0.0.1',
    'dbname' => 'm_fifth',
    'dbuser' => 'm_fifth',
    'prefix' => 'mdl_',
    'dboptions' => ['dbport' => 3306],
    'expectedcronfrequency' => 900,
    'reverseproxy' => false,
    'vmoodleroot' => 'http://fifth.example.edu',
    'vmoodlename' => 'fifth.example.edu',
    'vhost' => 'fifth',
], [
    'dbpass' => '/etc/vmoodle/secrets/fifth.dbpass',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 666828745];
})();
