<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
$options = cli_get_params(['name' => '', 'set' => null]);
if ($options['set'] !== null) {
    $DB->setConfig($options['name'], $options['set']);
    exit(0);
}
$rows = $DB->rows('SELECT value FROM {config} WHERE name = ?', [$options['name']]);
if (!$rows) {
    exit(3);
}
echo $rows[0][0], "\n";
