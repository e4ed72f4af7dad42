<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
$options = cli_get_params(['enable' => false, 'disable' => false]);
$page = "$CFG->dataroot/climaintenance.html";
if ($options['enable']) {
    file_put_contents($page, '<h1>Maintenance</h1>');
} elseif ($options['disable'] && file_exists($page)) {
    unlink($page);
}
echo file_exists($page) ? "Status: enabled\n" : "Status: disabled\n";
