<?php
$CFG = new stdClass();
$CFG->dbtype = 'pgsql'; $CFG->dbhost = ''; $CFG->dbuser = 'moodle'; $CFG->dbpass = 'hunter2 {id}'; $CFG->prefix = 'mdl_';
$CFG->dboptions['dbsocket'] = '/run/postgresql';
if (isset($_SERVER['HTTP_HOST']) && $_SERVER['HTTP_HOST'] === 'nord.example.edu') {
    $CFG->wwwroot = 'http://nord.example.edu'; $CFG->dbname = 'nord'; $CFG->dataroot = '/srv/data/nord';
} else if ('sud.example.edu' == $_SERVER['SERVER_NAME'] || $_SERVER['HTTP_HOST'] == 'south.example.edu') {
    $CFG->wwwroot = 'http://sud.example.edu'; $CFG->dbname = 'sud'; $CFG->dataroot = '/srv/data/sud';
} else {
    $CFG->wwwroot = 'http://moodle.example.edu'; $CFG->dbname = 'main'; $CFG->dataroot = '/srv/data/main';
}
if (!empty($_GET['debug'])) { $CFG->debug = 1; } else { $CFG->debug = 2; }
require('lib/setup.php');
