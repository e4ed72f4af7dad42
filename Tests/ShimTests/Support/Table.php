<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

use RuntimeException;

/**
 * The files of one table in format VPH3, written a second time from docs/resolution.md §5. For small tables.
 */
final class Table
{
    private const HEADER = "<?php // vmoodle-gen: generated, do not edit; the next build replaces it\n";
    private const FACTOR = 2654435761;

    /** @var string */
    public $root;
    /** @var array<string, string> reference => file */
    public $shards = [];

    /**
     * @param array<string, string> $records key => fields joined by tabs
     */
    public function __construct(array $records, int $keysPerShard = 1024)
    {
        $bits = 0;
        while (count($records) > $keysPerShard * (1 << $bits)) {
            $bits++;
        }
        $parts = array_fill(0, 1 << $bits, []);
        ksort($records, SORT_STRING);
        foreach ($records as $key => $record) {
            $parts[crc32((string) $key) >> (32 - $bits)][(string) $key] = $record;
        }
        $forms = 1;
        foreach (array_keys($records) as $key) {
            if (strncmp((string) $key, '*', 1) === 0) {
                $forms |= strpos((string) $key, ':') === false ? 2 : 4;
            }
        }
        if ($bits === 0) {
            $this->root = self::node($records, $forms);
            return;
        }
        $references = '';
        foreach ($parts as $part) {
            $file = self::node($part, 1);
            $reference = substr(hash('sha256', $file), 0, 32);
            $this->shards[$reference] = $file;
            $references .= $reference;
        }
        $this->root = self::file([count($records), $forms, 32 - $bits, $references, 1, 1, 1, ' ', '00', '']);
    }

    /**
     * The row of a key as a shard holds it.
     */
    public static function row(string $key, string $record): string
    {
        return "$key\t$record\t" . crc32("$key\t$record") . "\n";
    }

    /**
     * @param array<string, string> $records
     */
    private static function node(array $records, int $forms): string
    {
        $rowsByHash = [];
        foreach ($records as $key => $record) {
            $hash = crc32((string) $key);
            $rowsByHash[$hash] = ($rowsByHash[$hash] ?? '') . self::row((string) $key, $record);
        }
        [$pilots, $slots, $hashAt] = self::placed(array_keys($rowsByHash));
        $rows = '';
        $starts = [];
        for ($slot = 0; $slot < $slots; $slot++) {
            $starts[] = strlen($rows);
            $rows .= isset($hashAt[$slot]) ? $rowsByHash[$hashAt[$slot]] : '';
        }
        $starts[] = strlen($rows);
        $width = strlen((string) strlen($rows));
        $index = '';
        foreach ($starts as $start) {
            $index .= str_pad((string) $start, $width, '0', STR_PAD_LEFT);
        }
        return self::file([
            count($records), $forms, 32, '', strlen($pilots), $slots, $width, $pilots, $index, $rows,
        ]);
    }

    /**
     * @param list<int|string> $fields
     */
    private static function file(array $fields): string
    {
        $literals = array_map(static function ($field) {
            return is_int($field) ? $field : "'$field'";
        }, $fields);
        $sum = crc32(implode("\t", $fields));
        return self::HEADER . "return ['VPH3', " . implode(', ', $literals) . ", $sum];\n";
    }

    /**
     * Pilots by plain search, without eviction; more slots if that fails.
     *
     * @param list<int> $hashes
     * @return array{string, int, array<int, int>} pilots, number of slots, slot => hash
     */
    public static function placed(array $hashes): array
    {
        $m = intdiv(count($hashes) * 2, 5) | 1;
        $buckets = [];
        foreach ($hashes as $hash) {
            $buckets[$hash % $m][] = $hash;
        }
        uasort($buckets, static function (array $one, array $other): int {
            return count($other) <=> count($one);
        });
        for ($slots = count($hashes) | 1; $slots < 4 * count($hashes) + 100; $slots += 2) {
            $pilots = str_repeat('!', $m);
            $hashAt = [];
            foreach ($buckets as $number => $bucket) {
                $pilot = self::pilot($bucket, $slots, $hashAt);
                if ($pilot === null) {
                    continue 2;
                }
                $pilots[$number] = chr($pilot);
                foreach ($bucket as $hash) {
                    $hashAt[($hash ^ $pilot * self::FACTOR) % $slots] = $hash;
                }
            }
            return [$pilots, $slots, $hashAt];
        }
        throw new RuntimeException('no pilots found');
    }

    /**
     * @param list<int> $bucket
     * @param array<int, int> $taken
     */
    private static function pilot(array $bucket, int $slots, array $taken): ?int
    {
        for ($pilot = 32; $pilot < 127; $pilot++) {
            if ($pilot === ord("'") || $pilot === ord('\\')) {
                continue;
            }
            $own = [];
            foreach ($bucket as $hash) {
                $slot = ($hash ^ $pilot * self::FACTOR) % $slots;
                if (isset($taken[$slot]) || isset($own[$slot])) {
                    continue 2;
                }
                $own[$slot] = true;
            }
            return $pilot;
        }
        return null;
    }
}
