<?php

// An array from host name to the settings themselves: nothing else is included.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $hosts = require __DIR__ . '/data/inline.php';
    $settings = $hosts[$host] ?? null;
    if ($settings === null) {
        require __DIR__ . '/grammar.php';
        $settings = $hosts[$key] ?? null;
    }
    if ($settings === null) {
        http_response_code(404);
        exit;
    }
    foreach ($settings as $name => $value) {
        $CFG->$name = $value;
    }
})();
