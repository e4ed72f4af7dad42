<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * What a host's fragment sets in $CFG: docs/resolution.md §5.
 */
final class Fragment
{
    private const SECRET_BYTES = 65536;

    /**
     * A host's settings of $CFG, with the values that are kept in files of their own, and VMoodle's names for wwwroot.
     *
     * @return array<string, mixed>
     * @throws Damage
     */
    public static function settings(string $out, string $reference, string $id): array
    {
        require_once __DIR__ . '/Output.php';
        if (!Output::isReference($reference)) {
            throw Output::damage("the record of $id", 'names no fragment');
        }
        $file = Output::path("$out/fragments", $reference);
        $fragment = Output::load($file);
        $format = $fragment[0] ?? null;
        $shape = Output::shape($fragment);
        $isFormer = $format === 'vmoodle-gen fragment 1' && $shape === 'ssaa';
        if (!$isFormer && ($format !== 'vmoodle-gen fragment 2' || ($shape !== 'ssaaii' && $shape !== 'ssaaiia'))) {
            throw Output::damage($file, 'has another format');
        }
        if ($fragment[1] !== $id) {
            throw Output::damage($file, "is not the fragment of $id");
        }
        if (!$isFormer && $fragment[4] !== $fragment[5] && self::sum($fragment) !== $fragment[5]) {
            throw Output::damage($file, 'has a wrong sum');
        }
        $settings = $fragment[2];
        foreach ($fragment[3] as $name => $path) {
            if (is_array($path)) {
                self::insert($settings, $id, $path);
            } else {
                $settings[$name] = self::secret($id, (string) $name, $path);
            }
        }
        return $isFormer ? self::named($file, $settings) : ($fragment[6] ?? []) + $settings;
    }

    /**
     * The sum of a fragment that has floating-point numbers: their digits are php.ini's to choose, their bits are not.
     *
     * @param array<mixed> $fragment
     */
    private static function sum(array $fragment): int
    {
        $summed = array_slice($fragment, 0, 4);
        array_walk_recursive($summed, static function (&$value): void {
            $value = is_float($value) ? 'float ' . bin2hex(pack('E', $value)) : $value;
        });
        return crc32(serialize($summed));
    }

    /**
     * Settings of the former format, with VMoodle's names for wwwroot, which stand in fragments since.
     *
     * @param array<string, mixed> $settings
     * @return array<string, mixed>
     * @throws Damage
     */
    private static function named(string $file, array $settings): array
    {
        $root = $settings['wwwroot'] ?? null;
        $authority = is_string($root) ? strpos($root, '://') : false;
        if ($authority === false) {
            throw Output::damage($file, 'has no wwwroot');
        }
        $settings['vmoodleroot'] = $root;
        $settings['vmoodlename'] = substr($root, $authority + 3);
        $settings['vhost'] = explode('.', $settings['vmoodlename'], 2)[0];
        return $settings;
    }

    /**
     * Puts the value of a file into the place inside a setting that its keys name.
     *
     * @param array<string, mixed> $settings
     * @param array<mixed> $entry path and keys
     * @throws Damage
     */
    private static function insert(array &$settings, string $id, array $entry): void
    {
        $place = &$settings;
        $keys = $entry[1] ?? null;
        if (!is_array($keys) || $keys === []) {
            throw Output::damage("the fragment of $id", 'has another format');
        }
        foreach ($keys as $key) {
            if (!is_string($key) || !is_array($place)) {
                throw Output::damage("the fragment of $id", 'has another format');
            }
            $place[$key] = $place[$key] ?? [];
            $place = &$place[$key];
        }
        $place = self::secret($id, implode('.', $keys), $entry[0] ?? null);
    }

    /**
     * The value of a setting that is kept in a file.
     *
     * @param mixed $path
     * @throws Damage
     */
    private static function secret(string $id, string $name, $path): string
    {
        if (is_string($path) && strncmp($path, '/', 1) === 0) {
            $value = @file_get_contents($path, false, null, 0, self::SECRET_BYTES + 2);
            if (is_string($value)) {
                if (substr($value, -1) === "\n") {
                    $value = substr($value, 0, -1);
                }
                $length = strlen($value);
                if ($length > 0 && $length <= self::SECRET_BYTES && strcspn($value, "\0\r\n") === $length) {
                    return $value;
                }
            }
        }
        throw Output::damage("the file for \$CFG->$name of host $id", 'is missing, unreadable, or not one line');
    }
}
