<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'jobs-only', [
    'wwwroot' => 'http://jobs-only.example.edu',
    'dataroot' => '/srv/moodledata/jobs-only',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'jobs-only',
    'dbuser' => 'jobs-only',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'vmoodleroot' => 'http://jobs-only.example.edu',
    'vmoodlename' => 'jobs-only.example.edu',
    'vhost' => 'jobs-only',
], [
    'dbpass' => '/etc/vmoodle/jobs-only',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 1151052821];
})();
