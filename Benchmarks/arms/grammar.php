<?php

// The part that the look-ups by hand have in common: $key from a request's Host header or a command's argument, checked
// as the runtime of vmoodle-gen checks it, and with its short cut for what nearly every request sends.
// Benchmarks/run-shim puts this text into each of them: one file less to include.

$host = $_SERVER['HTTP_HOST'] ?? '';
if (PHP_SAPI === 'cli') {
    foreach ($_SERVER['argv'] as $argument) {
        if (strncmp($argument, '--host=', 7) === 0) {
            $host = substr($argument, 7);
        }
    }
}
$plain = '/^(?:[a-z0-9]++(?:[_-]++[a-z0-9]++)*+\.)*+[a-z][a-z0-9]*+(?:[_-]++[a-z0-9]++)*+$/D';
if (strlen($host) <= 63 && preg_match($plain, $host) === 1) {
    $key = $host;
} else {
    $port = 80;
    $colon = strpos($host, ':');
    if ($colon !== false) {
        $digits = substr($host, $colon + 1);
        if (preg_match('/^[0-9]{1,5}$/D', $digits) !== 1 || (int) $digits < 1 || (int) $digits > 65535) {
            http_response_code(400);
            exit;
        }
        $port = (int) $digits;
        $host = substr($host, 0, $colon);
    }
    if (substr($host, -1) === '.') {
        $host = substr($host, 0, -1);
    }
    $host = strtr($host, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
    $length = strlen($host);
    if (
        $length > 253 || preg_match('/^[a-z0-9]++(?:(?:\.|[_-]++)[a-z0-9]++)*+$/D', $host) !== 1
        || ($length > 63 && preg_match('/[^.]{64}/', $host) === 1)
    ) {
        http_response_code(400);
        exit;
    }
    $dot = strrpos($host, '.');
    $last = $dot === false ? $host : substr($host, $dot + 1);
    if (
        !($last[0] > '9' || (strncmp($last, '0x', 2) !== 0 && strspn($last, '0123456789') !== strlen($last)))
        && filter_var($host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) === false
    ) {
        http_response_code(400);
        exit;
    }
    $key = $port === 80 || $port === 443 ? $host : "$host:$port";
}
