<?php

// Of a $host that is not found as it was sent: $key, its normal form, or the end of the request if it has none; as the
// runtime of vmoodle-gen has it.

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
