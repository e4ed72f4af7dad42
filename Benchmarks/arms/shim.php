<?php

// What vmoodle-gen writes for a platform, without lib/setup.php of Moodle.

unset($CFG);
global $CFG;
$CFG = new stdClass();
require __DIR__ . '/out/vmoodle.php';
