<?php  // Moodle configuration file

unset($CFG);
global $CFG;
$CFG = new stdClass();

$CFG->dbtype    = 'mariadb';
$CFG->dblibrary = 'native';
$CFG->dbhost    = 'localhost';
$CFG->dbname    = 'moodle';
$CFG->dbuser    = 'moodleuser';
$CFG->dbpass    = 'hunter2\'s "best"';
$CFG->prefix    = 'mdl_';
$CFG->dboptions = array (
  'dbpersist' => 0,
  'dbport' => 3307,
  'dbsocket' => '',
);

$CFG->wwwroot   = 'http://moodle.example.edu';
$CFG->dataroot  = '/srv/moodledata';
$CFG->admin     = 'admin';
$CFG->lang = <<<'TEXT'
    fr
    TEXT;
$CFG->theme = "boost" . '_' . "union";
# $CFG->commented = 1;
/* $CFG->commented = 2; */
$CFG->themedesignermode = false;
$CFG->debug = (E_ALL & ~E_NOTICE);
$CFG->customfiletypes = [ (object)['extension' => 'x'] ];
$CFG->emoticons = ['smile' => ['text' => ':-)', 'width' => 1.5], 'none' => null];

require_once(__DIR__ . '/lib/setup.php'); // Do not edit

// There is no php closing tag in this file,
