<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'elsewhere', [
    'wwwroot' => 'http://elsewhere.example.edu',
    'dataroot' => '/srv/moodledata/elsewhere',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'elsewhere',
    'dbuser' => 'elsewhere',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://elsewhere.example.edu',
    'vmoodlename' => 'elsewhere.example.edu',
    'vhost' => 'elsewhere',
], [
    'dbpass' => '/etc/vmoodle/elsewhere',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2761524426];
})();
