<?php

// Includes one of the config.php of this folder; prints nanoseconds, $CFG->wwwroot, and the peak of memory in bytes.

$benchStart = hrtime(true);
require __DIR__ . '/' . $_SERVER['BENCH_ARM'] . '.php';
$benchEnd = hrtime(true);
echo $benchEnd - $benchStart, ' ', $CFG->wwwroot ?? '-', ' ', memory_get_peak_usage();
