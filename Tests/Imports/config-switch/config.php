<?php
$CFG = new stdClass();
define('HOME', '/srv/data');
$CFG->dbtype = 'mysqli';
$CFG->dbhost = 'db.example.edu';
$CFG->prefix = 'mdl_';
$CFG->dataroot = HOME . '/none';
switch ($_SERVER['HTTP_HOST']) {
    case 'nord.example.edu':
    case 'www.nord.example.edu':
        $CFG->wwwroot = 'https://nord.example.edu';
        $CFG->dataroot = HOME . '/nord';
        $CFG->dbname = 'm_nord';
        $CFG->dbuser = 'm_nord';
        $CFG->dbpass = 'hunter2';
        break;
    case "sud.example.edu": {
        $CFG->wwwroot = 'https://' . $_SERVER['HTTP_HOST'];
        $CFG->dataroot = HOME . '/sud';
        $CFG->dbname = 'm_sud';
        $CFG->dbuser = 'm_sud';
        $CFG->dbpass = getenv('SUD_PASSWORD');
        break;
    }
    case 'est.example.edu':
        $CFG->wwwroot = 'https://est.example.edu';
        $CFG->dataroot = HOME . '/est';
        $CFG->dbname = 'm_est';
        $CFG->dbuser = 'm_est';
        $CFG->dbpass = "hunter2\x41";
        $CFG->theme = $_COOKIE['theme'];
        break;
    default:
        header('HTTP/1.1 404 Not Found');
        die('no such site');
}
$CFG->sslproxy = true;
$CFG->tempdir = $CFG->dataroot . '/temp';
$CFG->localcachedir = "$CFG->dataroot/cache";
require_once(dirname(__FILE__) . '/lib/setup.php');
