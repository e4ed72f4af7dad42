<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

// For scripts that read their arguments before config.php:
//   php -d auto_prepend_file=…/vmoodle/prepend.php admin/tool/phpunit/cli/util.php --host=… --diag
if ((\PHP_SAPI === 'cli' || \PHP_SAPI === 'phpdbg') && !isset($_SERVER['REMOTE_ADDR'])) {
    require_once __DIR__ . '/CommandLine.php';
    \VMoodleGen\CommandLine::prepend(dirname(__DIR__));
}
