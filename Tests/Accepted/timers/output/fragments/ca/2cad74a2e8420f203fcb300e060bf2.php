<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'jobs', [
    'wwwroot' => 'http://jobs.example.edu',
    'dataroot' => '/srv/moodledata/jobs',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'localhost',
    'dbname' => 'jobs',
    'dbuser' => 'jobs',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 3600,
    'vmoodleroot' => 'http://jobs.example.edu',
    'vmoodlename' => 'jobs.example.edu',
    'vhost' => 'jobs',
], [
    'dbpass' => '/etc/vmoodle/jobs',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 985933083];
})();
