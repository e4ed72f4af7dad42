<?php

/**
 * Options of a script: those that it knows with their values, and the others. Reads $_SERVER['argv'], up to '--'.
 */
function cli_get_params(array $longoptions): array
{
    $unrecognized = [];
    $options = $longoptions;
    $arguments = array_slice($_SERVER['argv'], 1);
    foreach ($arguments as $argument) {
        if ($argument === '--') {
            break;
        }
        [$name, $value] = array_pad(explode('=', $argument, 2), 2, true);
        $key = substr($name, 2);
        if (strncmp($name, '--', 2) === 0 && array_key_exists($key, $longoptions)) {
            $options[$key] = $value;
        } else {
            $unrecognized[] = $argument;
        }
    }
    if ($unrecognized) {
        cli_error("Unrecognised options:\n  " . implode("\n  ", $unrecognized) . "\nPlease use --help option.");
    }
    return $options;
}

function cli_error(string $text, int $status = 1): void
{
    fwrite(STDERR, $text . "\n");
    exit($status);
}
