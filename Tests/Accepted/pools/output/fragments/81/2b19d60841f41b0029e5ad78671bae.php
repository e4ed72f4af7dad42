<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'own', [
    'wwwroot' => 'http://own.example.edu',
    'dataroot' => '/srv/moodledata/own',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'own',
    'dbuser' => 'own',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'alternative_component_cache' => '/var/lib/moodle/m45.php',
    'expectedcronfrequency' => 900,
    'vmoodleroot' => 'http://own.example.edu',
    'vmoodlename' => 'own.example.edu',
    'vhost' => 'own',
], [
    'dbpass' => '/etc/vmoodle/own',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1455255627];
})();
