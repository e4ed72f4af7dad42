<?php

// What the files of vmoodle-gen cost by themselves: the link is read, and those files are included that the runtime
// includes for this host beside its own code. Nothing is looked up, nothing is checked.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    readlink(__DIR__ . '/out/current');
    for ($number = 1; isset($_SERVER["BENCH_FILE_$number"]); $number++) {
        $content = require $_SERVER["BENCH_FILE_$number"];
    }
    // The last is the fragment.
    foreach ($content[2] as $name => $value) {
        $CFG->$name = $value;
    }
})();
