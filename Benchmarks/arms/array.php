<?php

// The usual way: an array from host name to the file of its settings, cached by OPcache. What is in it is well-formed:
// only a name that is not has to be checked. States, sub-directories, damage and mistakes are not looked at.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $hosts = require __DIR__ . '/data/array.php';
    $fragment = $hosts[$host] ?? null;
    if ($fragment === null) {
        require __DIR__ . '/grammar.php';
        $fragment = $hosts[$key] ?? null;
    }
    if ($fragment === null) {
        http_response_code(404);
        exit;
    }
    foreach ((require $fragment)[2] as $name => $value) {
        $CFG->$name = $value;
    }
})();
