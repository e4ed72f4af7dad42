<?php

// Bytes that OPcache holds of the scripts below a folder, as JSON: path => bytes.

$bytes = [];
foreach (opcache_get_status(true)['scripts'] as $path => $script) {
    $bytes[$path] = $script['memory_consumption'];
}
echo json_encode($bytes);
