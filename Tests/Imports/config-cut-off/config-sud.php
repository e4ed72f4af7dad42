<?php
$CFG = new stdClass();
$CFG->dbtype = 'pgsql'; $CFG->dbhost = 'db'; $CFG->dbuser = 'm'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
$CFG->wwwroot = 'http://sud.example.edu'; $CFG->dbname = 'sud'; $CFG->dataroot = '/srv/data/sud';
require_once(__DIR__ . '/lib/setup.php');
