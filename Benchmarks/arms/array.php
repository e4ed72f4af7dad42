<?php

// The usual way: an array from host name to the file of its settings. The name is checked as the runtime of vmoodle-gen
// does it; states, sub-directories, aliases, damage and other mistakes are not looked at.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    $host = $_SERVER['HTTP_HOST'] ?? '';
    // A command names it as an argument.
    foreach (PHP_SAPI === 'cli' ? $_SERVER['argv'] : [] as $argument) {
        if (strncmp($argument, '--host=', 7) === 0) {
            $host = substr($argument, 7);
        }
    }
    $port = 80;
    $colon = strpos($host, ':');
    if ($colon !== false) {
        $digits = substr($host, $colon + 1);
        if (preg_match('/^[0-9]{1,5}$/D', $digits) !== 1 || (int) $digits < 1 || (int) $digits > 65535) {
            exit(400);
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
        exit(400);
    }
    $dot = strrpos($host, '.');
    $last = $dot === false ? $host : substr($host, $dot + 1);
    if (
        !($last[0] > '9' || (strncmp($last, '0x', 2) !== 0 && strspn($last, '0123456789') !== strlen($last)))
        && filter_var($host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) === false
    ) {
        exit(400);
    }
    $fragment = (require __DIR__ . '/array-hosts.php')[$port === 80 || $port === 443 ? $host : "$host:$port"] ?? null;
    if ($fragment === null) {
        exit(404);
    }
    foreach ((require $fragment)[2] as $name => $value) {
        $CFG->$name = $value;
    }
})();
