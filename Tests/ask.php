<?php

// Asks the PHP runtime which host answers URLs: ask.php DIR URL…
// It stops where a request would read the host's settings, so that no secret has to be at hand.

declare(strict_types=1);

require $argv[1] . '/vmoodle/Resolution.php';

foreach (array_slice($argv, 2) as $url) {
    $parts = parse_url($url);
    $host = $parts['host'] . (isset($parts['port']) ? ':' . $parts['port'] : '');
    $answer = VMoodleGen\Resolution::of($argv[1], $host, $parts['path'] ?? '/', '');
    $target = $answer['payload'];
    if ($answer['status'] === 308) {
        $target .= ($parts['path'] ?? '/') . (isset($parts['query']) ? '?' . $parts['query'] : '');
    }
    echo rtrim(sprintf('%-58s %d %-9s %s', $url, $answer['status'], $answer['id'] ?? '-', $target)), "\n";
}
