<?php

define('CLI_SCRIPT', true);
define('NO_UPGRADE_CHECK', true);
require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/clilib.php');
$options = cli_get_params(['fullname' => '', 'agree-license' => false]);
if (!$options['agree-license']) {
    cli_error('You have to agree to the license. --help prints out the list of options');
}
if ($DB->isInstalled()) {
    cli_error('Database tables already present; CLI installation cannot continue.');
}
require($CFG->libdir . '/version.php');
$DB->rows('CREATE TABLE {config} (name VARCHAR(100) PRIMARY KEY, value VARCHAR(255) NOT NULL)');
$DB->rows('CREATE TABLE {log} (script VARCHAR(100) NOT NULL, wwwroot VARCHAR(255) NOT NULL)');
$DB->rows('CREATE TABLE {task_scheduled} (classname VARCHAR(100) PRIMARY KEY, runs INT NOT NULL, disabled INT NOT NULL)');
foreach (array_keys(standInTasks()) as $class) {
    $usual = $class === '\core\task\cleanup_task' ? 0 : 1;
    $DB->rows("INSERT INTO {task_scheduled} (classname, runs, disabled) VALUES (?, 0, $usual)", [$class]);
}
$DB->setConfig('fullname', $options['fullname']);
$DB->setConfig('version', (string)$version);
$DB->setConfig('siteidentifier', bin2hex(random_bytes(16)) . $CFG->dbname);
echo "Installation completed successfully.\n";
