<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * The one spelling of an IPv6 address by which it is looked up.
 *
 * Not by inet_pton() and inet_ntop(): the first stops at a NUL, the second writes dotted quads where browsers do not.
 */
final class Address
{
    private const NUMBER = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

    /**
     * An address in brackets as RFC 5952 has it, in hexadecimal throughout; null for what is none in any spelling.
     */
    public static function canonical(string $literal): ?string
    {
        if (preg_match('/^\\[([0-9A-Fa-f:.]{2,45})\\]$/D', $literal, $match) !== 1) {
            return null;
        }
        $groups = self::groups(self::hexadecimal($match[1]));
        if ($groups === null) {
            return null;
        }
        // The first of the longest runs of two or more groups that are 0.
        $longest = [0, 1];
        for ($start = 0; $start < 8; $start++) {
            for ($end = $start; $end < 8 && $groups[$end] === '0'; $end++) {
                if ($end + 1 - $start > $longest[1]) {
                    $longest = [$start, $end + 1 - $start];
                }
            }
        }
        [$start, $length] = $longest;
        if ($length < 2) {
            return '[' . implode(':', $groups) . ']';
        }
        $before = implode(':', array_slice($groups, 0, $start));
        return "[$before::" . implode(':', array_slice($groups, $start + $length)) . ']';
    }

    /**
     * An address whose dotted quad, which may be its last part, has become two groups; unchanged where that is none.
     */
    private static function hexadecimal(string $text): string
    {
        $quad = implode('\\.', array_fill(0, 4, self::NUMBER));
        if (preg_match("/^(.*:)$quad$/D", $text, $match) !== 1) {
            return $text;
        }
        $numbers = array_map('intval', array_slice($match, 2));
        return $match[1] . dechex($numbers[0] << 8 | $numbers[1]) . ':' . dechex($numbers[2] << 8 | $numbers[3]);
    }

    /**
     * The eight groups without leading zeros, in lower case; or null.
     *
     * @return ?list<string>
     */
    private static function groups(string $text): ?array
    {
        $halves = explode('::', $text);
        $parts = [];
        foreach ($halves as $half) {
            $parts[] = $half === '' ? [] : explode(':', $half);
        }
        $groups = array_merge(...$parts);
        $count = count($groups);
        if (count($halves) > 2 || (count($halves) === 1 ? $count !== 8 : $count > 7)) {
            return null;
        }
        foreach ($groups as $group) {
            if (preg_match('/^[0-9A-Fa-f]{1,4}$/D', $group) !== 1) {
                return null;
            }
        }
        array_splice($groups, count($parts[0]), 0, array_fill(0, 8 - $count, '0'));
        return array_map('dechex', array_map('hexdec', $groups));
    }
}
