<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * The ids and addresses that a mistyped one may have meant.
 */
final class Suggestions
{
    private const AT_MOST = 3;
    /** Of each table; a shard has some hundred keys. */
    private const SHARDS = 256;

    /**
     * Up to three, the nearest first. None if the table cannot be read: a suggestion is worth no second error.
     *
     * @return list<string>
     */
    public static function near(string $out, string $release, string $value): array
    {
        $scheme = strpos($value, '://');
        $wanted = strtolower(rtrim($scheme === false ? $value : substr($value, $scheme + 3), '/.'));
        // levenshtein() takes at most 255 bytes before PHP 8.0, and its time is the product of both lengths.
        if ($wanted === '' || strlen($wanted) > 100) {
            return [];
        }
        $distances = [];
        foreach ($scheme === false ? ['ids', 'hosts'] : ['hosts'] as $table) {
            try {
                foreach (self::keys($out, $release, $table) as $key) {
                    $distance = self::distance($wanted, (string) $key);
                    if ($distance !== null) {
                        $distances[$key] = $distance;
                    }
                }
            } catch (Damage $cause) {
                continue;
            }
        }
        // PHP 7.4 does not sort stably.
        uksort($distances, static function ($one, $other) use ($distances): int {
            return [$distances[$one], (string) $one] <=> [$distances[$other], (string) $other];
        });
        return array_map('strval', array_slice(array_keys($distances), 0, self::AT_MOST));
    }

    /**
     * The host that visitors of a name meet by a wildcard, which is none to commands: its id and the wildcard.
     *
     * @param string $key '' for what is none
     * @return list<string>
     */
    public static function byWildcard(string $out, string $release, string $key): array
    {
        $base = explode('/', $key, 2)[0];
        $dot = strpos($base, '.');
        if ($dot === false || $base[0] === '[') {
            return [];
        }
        $wildcard = '*' . substr($base, $dot);
        // With the port, then without.
        foreach (array_unique([$wildcard, explode(':', $wildcard, 2)[0]]) as $wanted) {
            try {
                $record = Table::lookup($out, $release, 'hosts', $wanted);
            } catch (Damage $cause) {
                return [];
            }
            if ($record !== null) {
                return ["$record[2] (by $wanted)"];
            }
        }
        return [];
    }

    /**
     * How many edits lie between, or null if that is too many for a slip of the finger.
     */
    private static function distance(string $wanted, string $key): ?int
    {
        $most = 1 + intdiv(strlen($wanted), 4);
        if (strlen($key) > 200 || abs(strlen($key) - strlen($wanted)) > $most) {
            // A short name of a host is no slip, but it is common: `alpha` for `alpha.example.edu`.
            return strlen($wanted) > 2 && strncmp($key, "$wanted.", strlen($wanted) + 1) === 0 ? $most : null;
        }
        $distance = levenshtein($wanted, $key);
        return $distance <= $most ? $distance : null;
    }

    /**
     * The keys of a table's first shards, but those where no site is.
     *
     * @return iterable<string>
     * @throws Damage
     */
    private static function keys(string $out, string $release, string $table): iterable
    {
        $file = "$out/$release/$table.php";
        $root = Output::load($file);
        foreach (Table::rows($file, $root) as $row) {
            if (self::isSite($row)) {
                yield $row[0];
            }
        }
        $references = substr($root[4], 0, 32 * self::SHARDS);
        for ($start = 0; $start < strlen($references); $start += 32) {
            $file = Output::path("$out/shards", substr($references, $start, 32));
            foreach (Table::rows($file, Output::load($file)) as $row) {
                if (self::isSite($row)) {
                    yield $row[0];
                }
            }
        }
    }

    /**
     * Whether a row is one that somebody may have meant: `-` is no id, and a wildcard is none to commands.
     *
     * @param list<string> $row
     */
    private static function isSite(array $row): bool
    {
        return $row[1] !== '404' && $row[0] !== '-' && strncmp($row[0], '*', 1) !== 0;
    }
}
