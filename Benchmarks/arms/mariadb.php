<?php

// What VMoodle does on each request: it connects, selects the database, asks for the one row, and disconnects. As
// there, the client's Host header stands in the statement as it came. The database has the name of this file.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $root = "https://$host";
    $connection = @mysqli_connect('localhost', 'vmoodle', 'vmoodle', '', 3306);
    if (!$connection || !mysqli_select_db($connection, basename(__FILE__, '.php'))) {
        exit('no database');
    }
    $rows = mysqli_query($connection, "SELECT * FROM mdl_local_vmoodle WHERE vhostname = '$root'");
    if (!$rows || mysqli_num_rows($rows) === 0) {
        http_response_code(404);
        exit;
    }
    $row = mysqli_fetch_object($rows);
    $CFG->dbtype = $row->vdbtype;
    $CFG->dbhost = $row->vdbhost;
    $CFG->dbname = $row->vdbname;
    $CFG->dbuser = $row->vdblogin;
    $CFG->dbpass = $row->vdbpass;
    $CFG->dboptions['dbpersist'] = $row->vdbpersist;
    $CFG->prefix = $row->vdbprefix;
    $CFG->wwwroot = $root;
    $CFG->dataroot = $row->vdatapath;
})();
