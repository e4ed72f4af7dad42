<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
cli_get_params(['muc' => false, 'theme' => false]);
$DB->setConfig('purged', (string)(1 + (int)($CFG->purged ?? 0)));
