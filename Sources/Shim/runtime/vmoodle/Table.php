<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * Look-ups in a table of format VPH3: docs/resolution.md §5.
 */
final class Table
{
    /**
     * The record of a key: status, depth, id, canonical, payload. Null if the table, which is whole, has no such key.
     *
     * @param string $release what Output::release() returned
     * @param string $table `hosts` or `ids`
     * @param int $forms set where the key is unknown: the kinds of keys to try then, as in Resolution
     * @return ?list<string>
     * @throws Damage
     */
    public static function lookup(string $out, string $release, string $table, string $key, int &$forms = 0): ?array
    {
        require_once __DIR__ . '/Output.php';
        $rootFile = "$out/$release/$table.php";
        $root = Output::load($rootFile);
        if (($root[0] ?? null) === 'VPH1' || ($root[0] ?? null) === 'VPH2') {
            require_once __DIR__ . '/FormerTable.php';
            return FormerTable::lookup($out, $rootFile, $root, $key, $forms);
        }
        self::check($rootFile, $root);
        $hash = crc32($key);
        $file = $rootFile;
        $node = $root;
        if ($root[3] < 32) {
            $file = Output::path("$out/shards", (string) substr($root[4], ($hash >> $root[3]) * 32, 32));
            $node = Output::load($file);
            self::check($file, $node);
        }
        $record = self::record($file, $node, $key, $hash);
        if ($record === null) {
            // Only a whole table may say that a key is unknown: the next key tried may be another tenant's.
            self::checkSum($file, $node);
            self::checkSum($rootFile, $root);
            $forms = $root[2];
        }
        return $record;
    }

    /**
     * The rows of a node, each a key and its record's five fields.
     *
     * @param array<mixed> $node
     * @return iterable<list<string>>
     * @throws Damage
     */
    public static function rows(string $file, array $node): iterable
    {
        self::check($file, $node);
        self::checkSum($file, $node);
        foreach (explode("\n", $node[10], -1) as $row) {
            yield array_slice(explode("\t", $row), 0, 6);
        }
    }

    /**
     * @param array<mixed> $node
     * @return ?list<string>
     * @throws Damage
     */
    private static function record(string $file, array $node, string $key, int $hash): ?array
    {
        [, , , , , $m, $slots, $width, $pilots, $index, $rows] = $node;
        $slot = ($hash ^ ord($pilots[$hash % $m]) * 2654435761) % $slots;
        $start = (int) substr($index, $slot * $width, $width);
        $end = (int) substr($index, ($slot + 1) * $width, $width);
        if ($start > $end || $end > strlen($rows)) {
            throw Output::damage($file, 'has an index that its records do not fit');
        }
        // Several only where keys have one crc32.
        foreach (explode("\n", substr($rows, $start, $end - $start), -1) as $row) {
            $fields = explode("\t", $row);
            if ($fields[0] !== $key) {
                continue;
            }
            $sum = array_pop($fields);
            if (count($fields) !== 6 || $sum !== (string) crc32(implode("\t", $fields))) {
                throw Output::damage($file, 'has a row whose sum is wrong');
            }
            return array_slice($fields, 1);
        }
        return null;
    }

    /**
     * @param array<mixed> $node
     * @throws Damage
     */
    private static function check(string $file, array $node): void
    {
        if (
            Output::shape($node) !== 'siiisiiisssi' || $node[0] !== 'VPH3' || $node[3] < 0 || $node[3] > 32
            || $node[5] < 1 || $node[6] < 1 || $node[7] < 1
            || strlen($node[8]) !== $node[5] || strlen($node[9]) !== ($node[6] + 1) * $node[7]
        ) {
            throw Output::damage($file, 'has another format');
        }
    }

    /**
     * @param array<mixed> $node
     * @throws Damage
     */
    private static function checkSum(string $file, array $node): void
    {
        if (crc32(implode("\t", array_slice($node, 1, 10))) !== $node[11]) {
            throw Output::damage($file, 'has a wrong sum');
        }
    }
}
