<?php

// Answers requests by the PHP runtime: answer.php DIR, requests on standard input, answers on standard output.
//
// A request is the four fields host, script, VMOODLE_KEY and REQUEST_URI; an answer is the five fields bases, status, id,
// payload and location. A field is its length in four bytes, the highest first, and its bytes.

declare(strict_types=1);

use VMoodleGen\Authority;
use VMoodleGen\Refusal;
use VMoodleGen\Resolution;

require $argv[1] . '/vmoodle/Resolution.php';
require $argv[1] . '/vmoodle/Authority.php';
require $argv[1] . '/vmoodle/Refusal.php';

$input = stream_get_contents(STDIN);
$end = strlen($input);
$at = 0;
$output = '';
while ($at < $end) {
    $request = [];
    for ($i = 0; $i < 4; $i++) {
        $length = unpack('N', $input, $at)[1];
        $request[] = substr($input, $at + 4, $length);
        $at += 4 + $length;
    }
    [$host, $script, $serverKey, $uri] = $request;
    $answer = Resolution::of($argv[1], $host, $script, $serverKey);
    $fields = [
        implode(' ', Authority::bases($host)), (string) $answer['status'], $answer['id'] ?? '', $answer['payload'],
        $answer['status'] === 308 ? Refusal::location($answer['payload'], $uri) : '',
    ];
    foreach ($fields as $field) {
        $output .= pack('N', strlen($field)) . $field;
    }
}
echo $output;
