<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'm45', [
    'wwwroot' => 'http://named-as-the-platform.example.edu',
    'dataroot' => '/srv/moodledata/m45',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'm45',
    'dbuser' => 'm45',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'alternative_component_cache' => '/var/lib/m45.php',
    'vmoodleroot' => 'http://named-as-the-platform.example.edu',
    'vmoodlename' => 'named-as-the-platform.example.edu',
    'vhost' => 'named-as-the-platform',
], [
    'dbpass' => '/etc/vmoodle/m45',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1158907458];
})();
