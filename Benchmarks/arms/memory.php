<?php

// Lets a config.php of this folder answer for each of the hosts that a file names, a line each, and prints as JSON how
// much shared memory that took, and which files were included. Ran first in a new php-fpm.

set_time_limit(0);
(static function (): void {
    $used = static function (): array {
        $status = opcache_get_status(false);
        $apcu = apcu_sma_info(true);
        return [
            'scripts' => $status['memory_usage']['used_memory'] + $status['memory_usage']['wasted_memory'],
            'strings' => $status['interned_strings_usage']['used_memory'],
            'apcu' => $apcu['num_seg'] * $apcu['seg_size'] - $apcu['avail_mem'],
            'full' => (int) $status['cache_full'],
        ];
    };
    $before = $used();
    $included = get_included_files();
    foreach (file($_SERVER['BENCH_HOSTS'], FILE_IGNORE_NEW_LINES) as $host) {
        $_SERVER['HTTP_HOST'] = $host;
        require __DIR__ . '/' . $_SERVER['BENCH_ARM'] . '.php';
        if (($GLOBALS['CFG']->wwwroot ?? '') === '') {
            exit("no answer for $host");
        }
    }
    $taken = [];
    foreach ($used() as $name => $bytes) {
        $taken[$name] = $bytes - $before[$name];
    }
    $taken['files'] = array_values(array_diff(get_included_files(), $included));
    echo json_encode($taken);
})();
