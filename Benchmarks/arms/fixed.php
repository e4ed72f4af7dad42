<?php

// The floor: a config.php of one site, whose settings lie in a file beside it. No request is looked at.

unset($CFG);
global $CFG;
$CFG = new stdClass();
foreach ((require __DIR__ . '/data/fixed.php')[2] as $name => $value) {
    $CFG->$name = $value;
}
