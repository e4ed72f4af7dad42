<?php

// A light page: no database.
define('ABORT_AFTER_CONFIG', true);
require(__DIR__ . '/../config.php');
header('Content-Type: application/javascript');
echo isset($DB) ? 'slow' : json_encode($CFG->wwwroot, JSON_UNESCAPED_SLASHES), "\n";
