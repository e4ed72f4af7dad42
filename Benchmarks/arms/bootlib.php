<?php

// VMoodle's own bootlib.php, from a copy that is no part of this project (Benchmarks/run-shim --bootlib FILE), called
// as its config.php calls it; to see that mariadb.php costs the same.

unset($CFG);
global $CFG;
$CFG = new stdClass();
$CFG->dirroot = __DIR__;
$CFG->wwwroot = 'https://main.example.edu';
$CFG->vmasterdbtype = 'mariadb';
$CFG->vmasterdbhost = 'localhost';
$CFG->vmasterdblogin = 'vmoodle';
$CFG->vmasterdbpass = 'vmoodle';
$CFG->vmasterdbname = 'mariadb';
$CFG->vmasterprefix = 'mdl_';
foreach (PHP_SAPI === 'cli' ? $_SERVER['argv'] : [] as $argument) {
    if (strncmp($argument, '--host=', 7) === 0) {
        $_SERVER['HTTP_HOST'] = substr($argument, 7);
    }
}
require __DIR__ . '/data/bootlib.php';
vmoodle_get_hostname();
vmoodle_boot_configuration();
