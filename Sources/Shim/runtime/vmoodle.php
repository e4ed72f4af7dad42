<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

if (!class_exists('VMoodleGen\\Shim', false)) {
    require __DIR__ . '/vmoodle/Shim.php';
}

\VMoodleGen\Shim::boot(__DIR__);
