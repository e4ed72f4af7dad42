<?php

// phpcs:disable PSR1.Files.SideEffects
// Prepended to every child of a test while coverage is measured: leaves the lines that it ran to Tests/coverage.

declare(strict_types=1);

(static function (): void {
    $folder = (string) get_cfg_var('vmoodle.coverage');
    register_shutdown_function(static function () use ($folder): void {
        pcov\stop();
        $lines = [];
        foreach (pcov\collect(pcov\all) as $file => $ran) {
            // A test's output directory holds copies of the runtime.
            if (preg_match('~/out/(vmoodle(?:/[A-Za-z]+)?\.php)$~D', (string) $file, $match) === 1) {
                $lines[$match[1]] = $ran;
            }
        }
        file_put_contents($folder . '/' . getmypid() . '-' . bin2hex(random_bytes(8)), serialize($lines));
    });
    pcov\start();
})();

if ((string) get_cfg_var('vmoodle.prepend') !== '') {
    require get_cfg_var('vmoodle.prepend');
}
