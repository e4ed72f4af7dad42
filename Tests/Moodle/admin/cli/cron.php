<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
require($CFG->libdir . '/version.php');
$options = cli_get_params(['keep-alive' => 180, 'force' => false]);
if (file_exists("$CFG->dataroot/climaintenance.html")) {
    cli_error('CLI maintenance mode active, cron execution suspended.');
}
if ((int)$CFG->version < $version) {
    cli_error('Moodle upgrade pending, cron execution suspended.');
}
foreach ($DB->rows('SELECT classname FROM {task_scheduled} WHERE disabled = 0') as [$class]) {
    standInRun($class);
}
sleep((int)$options['keep-alive']);
echo "Cron run completed correctly\n";
