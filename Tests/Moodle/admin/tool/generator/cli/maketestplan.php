<?php

define('CLI_SCRIPT', true);
require(__DIR__ . '/../../../../config.php');
require_once($CFG->libdir . '/clilib.php');
$options = cli_get_params(['shortname' => '', 'size' => '', 'bypasscheck' => false]);
if ($options['shortname'] === '' || $options['size'] === '') {
    cli_error('Error: Missing "shortname" and "size" options.');
}
echo "$CFG->wwwroot/pluginfile.php/1/tool_generator/testplan/{$options['shortname']}-{$options['size']}.jmx\n";
