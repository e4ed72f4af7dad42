<?php

// "Run now" of a page about tasks.
require(__DIR__ . '/config.php');
header('Content-Type: text/plain');
passthru(escapeshellarg(PHP_BINDIR . '/php') . ' ' . escapeshellarg("$CFG->root/admin/cli/scheduled_task.php")
    . ' --execute=' . escapeshellarg('\core\task\cleanup_task'));
