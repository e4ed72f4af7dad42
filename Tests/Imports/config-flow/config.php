<?php
$CFG = new stdClass();
$CFG->dbtype = 'mariadb'; $CFG->dbhost = 'db'; $CFG->dbuser = 'u'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
$CFG->theme = 'boost';
$CFG->theme .= '_union';
$CFG->lang = 'fr';
unset($CFG->lang);
$CFG->debug = 1e3;
$CFG->cronremotepassword = "hunter2 {$CFG->dbuser}";
switch ($_SERVER['HTTP_HOST']) {
    default:
        $CFG->wwwroot = 'http://other.example.edu';
        $CFG->dbname = 'other';
        $CFG->dataroot = '/srv/data/other';
        break;
        $CFG->country = 'XX';
    case 'nord.example.edu':
        $CFG->wwwroot = 'http://nord.example.edu';
        $CFG->dbname = 'nord';
        $CFG->dataroot = '/srv/data/nord';
}
switch ($CFG->dbname) {
    case 'nord': $CFG->dbhost = 'elsewhere'; break;
}
$CFG->country = 'FR';
return;
$CFG->country = 'DE';
