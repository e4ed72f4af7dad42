<?php
$CFG = new stdClass();
$CFG->dbtype = 'mariadb'; $CFG->dbhost = 'db'; $CFG->dbuser = 'u'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
$CFG->dirroot = '/srv/moodle-a'; $CFG->dbname = 'a'; $CFG->dataroot = '/srv/data/a'; $CFG->wwwroot = 'https://www.a.example.edu';
