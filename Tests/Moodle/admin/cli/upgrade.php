<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
require($CFG->libdir . '/version.php');
$options = cli_get_params(['non-interactive' => false, 'is-pending' => false]);
if ((int)ini_get('max_input_vars') < 5000) {
    cli_error('PHP setting max_input_vars must be at least 5000.');
}
if ($options['is-pending']) {
    exit((int)$CFG->version < $version ? 2 : 0);
}
if ((int)$CFG->version >= $version) {
    echo "No upgrade needed for the installed version $CFG->version. Thanks for coming anyway!\n";
    exit(0);
}
if (!$options['non-interactive']) {
    cli_error('Somebody would have to say yes.');
}
$DB->setConfig('version', (string)$version);
echo "Command line upgrade to $version completed successfully.\n";
