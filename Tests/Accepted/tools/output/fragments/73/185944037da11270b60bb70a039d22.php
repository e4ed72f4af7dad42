<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'behind-a-proxy', [
    'wwwroot' => 'https://d.example.edu',
    'dataroot' => '/srv/moodledata/behind-a-proxy',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db.example.edu',
    'dbname' => 'behind-a-proxy',
    'dbuser' => 'behind-a-proxy\'s',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'sslproxy' => true,
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'https://d.example.edu',
    'vmoodlename' => 'd.example.edu',
    'vhost' => 'd',
], [
    'dbpass' => '/etc/vmoodle/behind-a-proxy',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3009746731];
})();
