<?php
$CFG = new stdClass();
$CFG->dbtype = 'pgsql'; $CFG->dbhost = 'db'; $CFG->dbuser = 'u'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
if ($_SERVER['HTTP_HOST'] == 'www.a.example.edu' || $_SERVER['HTTP_HOST'] == 'sud.example.edu') {
    $CFG->dirroot = '/srv/moodle-a'; $CFG->dbname = 'sud'; $CFG->dataroot = '/srv/data/sud'; $CFG->wwwroot = 'https://sud.example.edu';
} else if ($_SERVER['HTTP_HOST'] == 'inside.example.edu') {
    $CFG->dirroot = '/srv/moodle-a'; $CFG->dbname = 'in'; $CFG->dataroot = '/srv/moodle-a/data'; $CFG->wwwroot = 'https://inside.example.edu';
}
