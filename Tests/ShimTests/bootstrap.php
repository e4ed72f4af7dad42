<?php

declare(strict_types=1);

// The runtime has no autoloader: it requires what it needs, and so do its tests.
$runtime = dirname(__DIR__, 2) . '/Sources/Shim/runtime/vmoodle';
require $runtime . '/Shim.php';
require $runtime . '/Address.php';
require $runtime . '/Damage.php';
require $runtime . '/CommandLine.php';
require $runtime . '/Refusal.php';
require $runtime . '/Answer.php';
require $runtime . '/Texts.php';
require $runtime . '/Suggestions.php';
require __DIR__ . '/Support/Table.php';
require __DIR__ . '/Support/OutputDirectory.php';
require __DIR__ . '/Support/Coverage.php';
require __DIR__ . '/Support/Process.php';
require __DIR__ . '/Support/WebServer.php';
require __DIR__ . '/Support/ShimTestCase.php';
