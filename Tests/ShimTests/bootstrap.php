<?php

declare(strict_types=1);

// The runtime has no autoloader: it requires what it needs, and so do its tests.
$runtime = dirname(__DIR__, 2) . '/Sources/Shim/runtime/vmoodle';
foreach (
    [
        'Address', 'Answer', 'Authority', 'Command', 'CommandLine', 'Damage', 'FormerTable', 'Fragment', 'Output',
        'Proxies', 'Refusal', 'Resolution', 'Shim', 'Suggestions', 'Table', 'Texts',
    ] as $class
) {
    require_once "$runtime/$class.php";
}
require __DIR__ . '/Support/Table.php';
require __DIR__ . '/Support/OutputDirectory.php';
require __DIR__ . '/Support/Coverage.php';
require __DIR__ . '/Support/Process.php';
require __DIR__ . '/Support/WebServer.php';
require __DIR__ . '/Support/ShimTestCase.php';
