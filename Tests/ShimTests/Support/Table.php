<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

use RuntimeException;

/**
 * The files of one table in format VPH1, written a second time from docs/resolution.md §5. For small tables.
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
        $references = '';
        foreach ($parts as $part) {
            $file = self::shard($part);
            $reference = substr(hash('sha256', $file), 0, 32);
            $this->shards[$reference] = $file;
            $references .= $reference;
        }
        $keys = count($records);
        $shift = 32 - $bits;
        $forms = 0;
        foreach (array_keys($records) as $key) {
            if (strncmp((string) $key, '*', 1) === 0) {
                $forms |= strpos((string) $key, ':') === false ? 1 : 2;
            }
        }
        $sum = crc32("$keys\t$shift\t$references" . ($forms === 0 ? '' : "\t$forms"));
        $this->root = self::HEADER . ($forms === 0
            ? "return ['VPH1', $keys, $shift, $sum, '$references'];\n"
            : "return ['VPH2', $keys, $shift, $sum, '$references', $forms];\n");
    }

    /**
     * The row of a key as a shard holds it.
     */
    public static function row(string $key, string $record): string
    {
        return "$key\t$record\t" . str_pad(dechex(crc32("$key\t$record")), 8, '0', STR_PAD_LEFT) . "\n";
    }

    /**
     * @param array<string, string> $records
     */
    private static function shard(array $records): string
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
        $n = count($rowsByHash);
        $m = strlen($pilots);
        $sum = crc32("$n\t$m\t$slots\t$width\t$pilots\t$index\t$rows");
        return self::HEADER . "return ['VPH1', $n, $m, $slots, $width, $sum, '$pilots', '$index', '$rows'];\n";
    }

    /**
     * Pilots by plain search, without eviction; more slots if that fails.
     *
     * @param list<int> $hashes
     * @return array{string, int, array<int, int>} pilots, number of slots, slot => hash
     */
    private static function placed(array $hashes): array
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
