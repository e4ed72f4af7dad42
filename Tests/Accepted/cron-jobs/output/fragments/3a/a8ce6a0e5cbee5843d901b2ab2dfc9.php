<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'maint', [
    'wwwroot' => 'http://maint.example.edu',
    'dataroot' => '/srv/moodledata/maint',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'maint',
    'dbuser' => 'maint',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 1800,
    'vmoodleroot' => 'http://maint.example.edu',
    'vmoodlename' => 'maint.example.edu',
    'vhost' => 'maint',
], [
    'dbpass' => '/etc/vmoodle/maint',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 3301257383];
})();
