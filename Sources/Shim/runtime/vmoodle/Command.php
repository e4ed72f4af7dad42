<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * What the short way has to know of a command; CommandLine is the long way.
 */
final class Command
{
    /** @var bool whether VMOODLE_HOST is this process's own word */
    private static $hasBooted = false;

    /**
     * The table and the key of a command that names one host in one way; null if it names none, or several times.
     *
     * What is no key as it stands is found in no table.
     *
     * @return ?array{string, string}
     */
    public static function plain(): ?array
    {
        $arguments = $_SERVER['argv'] ?? null;
        if (
            !is_array($arguments) || $arguments !== ($GLOBALS['argv'] ?? null)
            || !empty($GLOBALS['CLI_VMOODLE_PRECHECK']) || defined('CLI_VMOODLE_OVERRIDE')
        ) {
            return null;
        }
        $hosts = self::split($arguments)['hosts'];
        $variable = self::variable($hosts !== []);
        if ($variable !== null) {
            $hosts[] = $variable;
        }
        $value = $hosts[0] ?? '';
        if (count($hosts) !== 1 || $value === '' || $value[0] === '*') {
            return null;
        }
        $scheme = strpos($value, '://');
        if ($scheme !== false) {
            $value = rtrim(substr($value, $scheme + 3), '/');
        }
        // An id has none of these.
        return [$scheme === false && strpbrk($value, '.:/') === false ? 'ids' : 'hosts', $value];
    }

    /**
     * VMOODLE_HOST, if it is a word that counts, beside another or alone; null if not.
     */
    public static function variable(bool $isBesideAnother): ?string
    {
        $variable = getenv('VMOODLE_HOST');
        // What a parent process exported is no word against this command's own.
        $isInherited = !self::$hasBooted && $variable === getenv('VMOODLE_HOST_OF_PARENT');
        return is_string($variable) && $variable !== '' && !($isBesideAnother && $isInherited) ? $variable : null;
    }

    /**
     * Exports the host, and takes `--host` out of $_SERVER and the globals.
     */
    public static function hasBooted(string $id): void
    {
        self::$hasBooted = true;
        if (function_exists('putenv')) {
            putenv("VMOODLE_HOST=$id");
            // Children so know that their own `--host` may name another host than their parent's.
            putenv("VMOODLE_HOST_OF_PARENT=$id");
        }
        $server = self::split(self::arguments($_SERVER['argv'] ?? []));
        if ($server['hosts'] !== []) {
            $_SERVER['argv'] = $server['rest'];
            $_SERVER['argc'] = count($server['rest']);
        }
        $global = self::split(self::arguments($GLOBALS['argv'] ?? []));
        if ($global['hosts'] !== []) {
            $GLOBALS['argv'] = $global['rest'];
            $GLOBALS['argc'] = count($global['rest']);
        }
    }

    /**
     * The values of `--host` before a bare `--` (an absent one is ''), and the arguments without them.
     *
     * @param list<string> $arguments the first is the script
     * @return array{rest: list<string>, hosts: list<string>}
     */
    public static function split(array $arguments): array
    {
        $rest = array_slice($arguments, 0, 1);
        $hosts = [];
        $count = count($arguments);
        for ($i = 1; $i < $count && $arguments[$i] !== '--'; $i++) {
            if (strncmp($arguments[$i], '--host=', 7) === 0) {
                $hosts[] = substr($arguments[$i], 7);
            } elseif ($arguments[$i] !== '--host') {
                $rest[] = $arguments[$i];
            } elseif ($i + 1 < $count && strncmp($arguments[$i + 1], '-', 1) !== 0) {
                $hosts[] = $arguments[++$i];
            } else {
                $hosts[] = '';
            }
        }
        return ['rest' => array_merge($rest, array_slice($arguments, $i)), 'hosts' => $hosts];
    }

    /**
     * @param mixed $arguments
     * @return list<string>
     */
    public static function arguments($arguments): array
    {
        return is_array($arguments) ? array_map('strval', array_values($arguments)) : [];
    }
}
