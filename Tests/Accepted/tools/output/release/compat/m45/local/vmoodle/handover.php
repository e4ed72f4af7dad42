<?php

// vmoodle-gen: generated, do not edit; the next build replaces it
// Turns a command by a path of VMoodle's into one of Moodle's own script, whose path it gives back; or ends with 64.

return static function (string $script): string {
    if (PHP_SAPI !== 'cli' || isset($_SERVER['REMOTE_ADDR'])) {
        http_response_code(404);
        exit;
    }
    $fail = static function (string $message): void {
        fwrite(STDERR, "vmoodle-gen: $message\n");
        exit(64);
    };
    $isNamed = (string) getenv('VMOODLE_HOST') !== '';
    foreach ($_SERVER['argv'] as $position => $argument) {
        if ($position === 0) {
            continue;
        }
        if ($argument === '--') {
            break;
        }
        // VMoodle's short form, which Moodle's scripts do not have.
        if (strncmp($argument, '-H=', 3) === 0) {
            $argument = '--host=' . substr($argument, 3);
            $_SERVER['argv'][$position] = $argument;
        }
        $isNamed = $isNamed || $argument === '--host' || strncmp($argument, '--host=', 7) === 0;
    }
    if (!$isNamed) {
        $fail('this command names no host; say --host=URL, or --host= and a name or id');
    }
    if (!is_file($script)) {
        $fail("this Moodle has no script '$script'");
    }
    $_SERVER['argv'][0] = $script;
    foreach (['PHP_SELF', 'SCRIPT_NAME', 'SCRIPT_FILENAME', 'PATH_TRANSLATED'] as $name) {
        $_SERVER[$name] = $script;
    }
    $GLOBALS['argv'] = $_SERVER['argv'];
    return $script;
};
