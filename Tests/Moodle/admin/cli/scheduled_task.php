<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
$options = cli_get_params(['list' => false, 'execute' => '', 'keep-alive' => 0]);
if ($options['list']) {
    echo implode("\n", array_keys(standInTasks())), "\n";
    exit(0);
}
if (!isset(standInTasks()[$options['execute']])) {
    cli_error('Task not found');
}
exit(standInRun($options['execute']) ? 0 : 1);
