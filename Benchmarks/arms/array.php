<?php

// The usual way: an array from host name to the file of its settings, cached by OPcache. States, sub-directories, damage
// and other mistakes are not looked at.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/grammar.php';
    $fragment = (require __DIR__ . '/data/array.php')[$key] ?? null;
    if ($fragment === null) {
        http_response_code(404);
        exit;
    }
    foreach ((require $fragment)[2] as $name => $value) {
        $CFG->$name = $value;
    }
})();
