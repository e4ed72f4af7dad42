<?php
$CFG = new stdClass();
$CFG->dbtype = 'mariadb'; $CFG->dbhost = 'db'; $CFG->dbuser = 'u'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
$CFG->dirroot = '/srv/moodle-b'; $CFG->dbname = 'b'; $CFG->dataroot = '/srv/data/b'; $CFG->wwwroot = 'https://www.b.example.edu';
