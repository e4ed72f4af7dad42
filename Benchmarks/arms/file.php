<?php

// No table: the host's name is a file's. Without the check of its grammar this would include what clients say.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $plain = '/^(?:[a-z0-9]++(?:[_-]++[a-z0-9]++)*+\.)*+[a-z][a-z0-9]*+(?:[_-]++[a-z0-9]++)*+$/D';
    if (strlen($host) <= 63 && preg_match($plain, $host) === 1) {
        $key = $host;
    } else {
        require __DIR__ . '/grammar.php';
    }
    $fragment = @include __DIR__ . "/data/hosts/$key.php";
    if ($fragment === false) {
        http_response_code(404);
        exit;
    }
    foreach ($fragment[2] as $name => $value) {
        $CFG->$name = $value;
    }
})();
