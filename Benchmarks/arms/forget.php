<?php

// Takes what the next request is to find new out of the caches: files from OPcache (BENCH_FORGET, JSON), with
// BENCH_RESTART all of OPcache, as a restart of php-fpm does, with BENCH_APCU what is in APCu; and what PHP knows of
// paths.

foreach (json_decode($_SERVER['BENCH_FORGET'] ?? '[]', true) as $file) {
    opcache_invalidate($file, true);
}
if (isset($_SERVER['BENCH_RESTART'])) {
    opcache_reset();
}
if (isset($_SERVER['BENCH_APCU'])) {
    apcu_clear_cache();
}
clearstatcache(true);
