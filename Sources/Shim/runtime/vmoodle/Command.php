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
     * Table and key of a command that names one host in one way, and its arguments without `--host`.
     *
     * Null if it names none, or several times. What is no key as it stands is found in no table.
     *
     * @return ?array{string, string, list<string>}
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
        ['rest' => $rest, 'hosts' => $hosts] = self::split($arguments);
        $variable = self::variable($hosts !== []);
        if ($variable !== null) {
            $hosts[] = $variable;
        }
        $value = $hosts[0] ?? '';
        $scheme = strpos($value, '://');
        if ($scheme !== false) {
            $value = substr($value, $scheme + 3, substr($value, -1) === '/' ? -1 : PHP_INT_MAX);
        }
        // Wildcards are for visitors.
        if (count($hosts) !== 1 || (string) $value === '' || $value[0] === '*') {
            return null;
        }
        // An id has none of these.
        return [$scheme === false && strpbrk($value, '.:/') === false ? 'ids' : 'hosts', $value, $rest];
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
     * A file of a table of format VPH3, without its sum: what it would give if it were included; [] if it is cut off.
     *
     * @return array<mixed>
     */
    public static function node(string $file): array
    {
        // None of its texts holds a quote: docs/resolution.md §5.
        [, $format, $numbers, $references, $more, $pilots, , $index, , $rows, $end]
            = explode("'", file_get_contents($file));
        return substr($end, -3) !== "];\n" ? [] : array_merge(
            [$format],
            sscanf($numbers, ', %d, %d, %d, '),
            [$references],
            sscanf($more, ', %d, %d, %d, '),
            [$pilots, $index, $rows]
        );
    }

    /**
     * Exports the host, and takes `--host` out of the arguments.
     *
     * @param list<string> $rest what both lists of arguments are to be
     */
    public static function hasBooted(string $id, array $rest): void
    {
        self::export($id);
        $_SERVER['argv'] = $rest;
        $_SERVER['argc'] = count($rest);
        $GLOBALS['argv'] = $rest;
        $GLOBALS['argc'] = count($rest);
    }

    /**
     * Exports the host, and remembers that.
     */
    public static function export(string $id): void
    {
        self::$hasBooted = true;
        if (function_exists('putenv')) {
            putenv("VMOODLE_HOST=$id");
            // Children so know that their own `--host` may name another host than their parent's.
            putenv("VMOODLE_HOST_OF_PARENT=$id");
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
}
