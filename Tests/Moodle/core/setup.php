<?php

// What config.php ends with: the rest of $CFG, and the database.

if (defined('CLI_SCRIPT') && CLI_SCRIPT) {
    if (isset($_SERVER['REMOTE_ADDR']) || PHP_SAPI !== 'cli') {
        exit('Command line scripts can not be executed from the web interface');
    }
    chdir(dirname($_SERVER['argv'][0]));
} elseif (!isset($_SERVER['REMOTE_ADDR'])) {
    fwrite(STDERR, "Command line scripts must define CLI_SCRIPT before requiring config.php\n");
    exit(1);
}

if (isset($CFG->dirroot)) {
    fwrite(STDERR, "config.php must not set dirroot\n");
    exit(1);
}
$CFG->dirroot = dirname(__DIR__);
$CFG->root = basename($CFG->dirroot) === 'public' ? dirname($CFG->dirroot) : $CFG->dirroot;
$CFG->libdir = __DIR__;
foreach (['wwwroot', 'dataroot', 'dbtype', 'dbname', 'prefix'] as $name) {
    if (empty($CFG->$name)) {
        fwrite(STDERR, "\$CFG->$name is not configured properly\n");
        exit(1);
    }
}
if (!is_writable($CFG->dataroot)) {
    fwrite(STDERR, "\$CFG->dataroot is not writable\n");
    exit(1);
}

if (!defined('MOODLE_INTERNAL')) {
    define('MOODLE_INTERNAL', true);
}
if (defined('ABORT_AFTER_CONFIG') && ABORT_AFTER_CONFIG && !defined('ABORT_AFTER_CONFIG_CANCEL')) {
    return;
}

require_once(__DIR__ . '/database.php');
require_once(__DIR__ . '/tasks.php');
$DB = new StandInDatabase($CFG);
if (!defined('NO_UPGRADE_CHECK')) {
    if (!$DB->isInstalled()) {
        fwrite(STDERR, "Site is not installed yet\n");
        exit(1);
    }
    foreach ($DB->rows('SELECT name, value FROM {config}') as [$name, $value]) {
        // What config.php says wins.
        if (!isset($CFG->$name)) {
            $CFG->$name = $value;
        }
    }
    $DB->log(basename($_SERVER['SCRIPT_NAME'] ?? $_SERVER['argv'][0]), $CFG->wwwroot);
}
