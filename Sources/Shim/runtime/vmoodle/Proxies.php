<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * Which host a request is for where a proxy says it: docs/resolution.md §8.
 */
final class Proxies
{
    private const ADDRESS = '0123456789abcdefABCDEF:.';
    /** ::ffff:0:0/96, where addresses of IPv4 are among those of IPv6 (RFC 4291). */
    private const MAPPED = "\0\0\0\0\0\0\0\0\0\0\xff\xff";
    /** Digits of an address and of its length. */
    private const ENTRY = 34;

    /**
     * What X-Forwarded-Host says, if it is one well-formed host and the registry names who asks; else the Host header.
     *
     * @param array<string, mixed> $server $_SERVER
     * @param ?string $release set to what Output::release() returned, where that had to be asked
     * @throws Damage
     */
    public static function host(string $out, array $server, ?string &$release = null): string
    {
        $host = $server['HTTP_HOST'] ?? '';
        $said = $server['HTTP_X_FORWARDED_HOST'] ?? '';
        require_once __DIR__ . '/Authority.php';
        // A list is what several proxies said, or the first of them and a client.
        if ($said === $host || Authority::bases($said) === []) {
            return $host;
        }
        $address = self::address($server['REMOTE_ADDR'] ?? '');
        if ($address === null) {
            return $host;
        }
        require_once __DIR__ . '/Output.php';
        $release = Output::release($out);
        $file = "$out/$release/proxies.php";
        // A release has none where its registry names no proxies.
        return @is_file($file) && self::isListed($address, $file) ? $said : $host;
    }

    /**
     * The sixteen bytes of an address as servers write it; null for whatever else REMOTE_ADDR holds, such as `unix:`.
     */
    public static function address(string $text): ?string
    {
        // inet_pton() stops at a NUL.
        if ($text === '' || strspn($text, self::ADDRESS) !== strlen($text)) {
            return null;
        }
        $address = @inet_pton($text);
        if ($address === false) {
            return null;
        }
        return strlen($address) === 4 ? self::MAPPED . $address : $address;
    }

    /**
     * @throws Damage
     */
    private static function isListed(string $address, string $file): bool
    {
        $list = Output::load($file);
        if (Output::shape($list) !== 'siis' || $list[0] !== 'VPX1' || strlen($list[3]) !== self::ENTRY * $list[1]) {
            throw Output::damage($file, 'has another format');
        }
        [, $count, $sum, $entries] = $list;
        if (crc32("$count\t$entries") !== $sum) {
            throw Output::damage($file, 'has a wrong sum');
        }
        foreach (str_split($entries, self::ENTRY) as $entry) {
            if (self::isIn((string) hex2bin(substr($entry, 0, 32)), (int) hexdec(substr($entry, 32)), $address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the first $length bits of two addresses are the same.
     */
    private static function isIn(string $network, int $length, string $address): bool
    {
        $bytes = intdiv($length, 8);
        $rest = $length % 8;
        return strncmp($network, $address, $bytes) === 0
            && ($rest === 0 || (ord($network[$bytes]) ^ ord($address[$bytes])) >> (8 - $rest) === 0);
    }
}
