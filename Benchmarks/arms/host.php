<?php

// The part that the look-ups by hand have in common: $host, from the request's Host header or a command's argument.
// Benchmarks/run-shim puts this text into each of them: one file less to include.

$host = $_SERVER['HTTP_HOST'] ?? '';
if (PHP_SAPI === 'cli') {
    foreach ($_SERVER['argv'] as $argument) {
        if (strncmp($argument, '--host=', 7) === 0) {
            $host = substr($argument, 7);
        }
    }
}
