<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

// The long way. The class is there where config.php is read a second time.
if (!class_exists('VMoodleGen\\Shim', false)) {
    require __DIR__ . '/Shim.php';
}

// False only for the first of the two times that a script of VMoodle's own reads config.php.
return \VMoodleGen\Shim::boot(dirname(__DIR__));
