<?php

require(__DIR__ . '/config.php');
if (file_exists("$CFG->dataroot/climaintenance.html")) {
    http_response_code(503);
    readfile("$CFG->dataroot/climaintenance.html");
    exit;
}
header('Content-Type: text/plain');
echo "$CFG->fullname $CFG->wwwroot\n";
