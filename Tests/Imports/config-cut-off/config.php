<?php
$CFG = new stdClass();
$CFG->dbtype = 'pgsql'; $CFG->dbhost = 'db'; $CFG->dbuser = 'm'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
$CFG->wwwroot = 'http://nord.example.edu'; $CFG->dbname = 'nord'; $CFG->dataroot = '/srv/data/nord';
$CFG->sslproxy = false;
$CFG->session_redis_auth = 'hunter2