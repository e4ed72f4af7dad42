<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * Tables of formats VPH1 and VPH2, which releases of before have: docs/resolution.md §5.
 */
final class FormerTable
{
    /**
     * The record of a key: status, depth, id, canonical, payload. Null if the table, which is whole, has no such key.
     *
     * @param array<mixed> $root what the root's file returned
     * @param int $forms set where the key is unknown: the kinds of keys to try then, as in Resolution
     * @return ?list<string>
     * @throws Damage
     */
    public static function lookup(string $out, string $rootFile, array $root, string $key, int &$forms): ?array
    {
        $shape = $root[0] === 'VPH2' ? 'siiisi' : 'siiis';
        if (Output::shape($root) !== $shape || $root[2] < 0 || $root[2] > 32) {
            throw Output::damage($rootFile, 'has another format');
        }
        $hash = crc32($key);
        $file = Output::path("$out/shards", (string) substr($root[4], ($hash >> $root[2]) * 32, 32));
        $shard = Output::load($file);
        if (Output::shape($shard) !== 'siiiiisss') {
            throw Output::damage($file, 'has another format');
        }
        [$format, $n, $m, $slots, $width, $sum, $pilots, $index, $rows] = $shard;
        if (
            $format !== 'VPH1' || $m < 1 || $slots < 1 || $width < 1
            || strlen($pilots) !== $m || strlen($index) !== ($slots + 1) * $width
        ) {
            throw Output::damage($file, 'has another format');
        }

        $slot = ($hash ^ ord($pilots[$hash % $m]) * 2654435761) % $slots;
        $start = (int) substr($index, $slot * $width, $width);
        $end = (int) substr($index, ($slot + 1) * $width, $width);
        if ($start > $end || $end > strlen($rows)) {
            throw Output::damage($file, 'has an index that its records do not fit');
        }
        if ($start < $end) {
            $row = substr($rows, $start, $end - $start);
            $fields = explode("\t", $row);
            if (count($fields) > 7) {
                $row = self::oneOf($row, $key);
                $fields = explode("\t", $row);
            }
            if ($fields[0] === $key) {
                // The sum is behind the last tab and before the line end.
                if (count($fields) !== 7 || $fields[6] !== hash('crc32b', substr($row, 0, -10)) . "\n") {
                    throw Output::damage($file, 'has a row whose sum is wrong');
                }
                return [$fields[1], $fields[2], $fields[3], $fields[4], $fields[5]];
            }
        }

        // Only a whole table may say that a key is unknown: the next key tried may be another tenant's.
        if (crc32("$n\t$m\t$slots\t$width\t$pilots\t$index\t$rows") !== $sum) {
            throw Output::damage($file, 'has a wrong sum');
        }
        if (crc32("$root[1]\t$root[2]\t$root[4]" . (isset($root[5]) ? "\t$root[5]" : '')) !== $root[3]) {
            throw Output::damage($rootFile, 'has a wrong sum');
        }
        // One bit lower than in VPH3.
        $forms = ($root[5] ?? 0) << 1;
        return null;
    }

    /**
     * Of rows whose keys have one crc32, the row of $key; '' if there is none.
     */
    private static function oneOf(string $rows, string $key): string
    {
        foreach (explode("\n", $rows) as $row) {
            if (explode("\t", $row, 2)[0] === $key) {
                return "$row\n";
            }
        }
        return '';
    }
}
