<?php

// Includes one of the config.php of this folder, and prints a line: nanoseconds until it was done or ended the request,
// the status, $CFG->wwwroot, and the peak of memory in bytes; with BENCH_FILES as JSON what was included, instead.

register_shutdown_function(static function (): void {
    global $benchStart, $benchEnd, $CFG;
    // The runtime's answer to an unknown host ends the request.
    $end = $benchEnd ?? hrtime(true);
    $peak = memory_get_peak_usage();
    echo "\n", isset($_SERVER['BENCH_FILES']) ? json_encode(get_included_files())
        : implode(' ', [$end - $benchStart, http_response_code() ?: 200, $CFG->wwwroot ?? '-', $peak]);
});

$benchStart = hrtime(true);
require __DIR__ . '/' . $_SERVER['BENCH_ARM'] . '.php';
$benchEnd = hrtime(true);
