<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * The host and port of a Host header or a URL; docs/resolution.md §1.
 */
final class Authority
{
    private const LOWER = 'abcdefghijklmnopqrstuvwxyz';
    private const PLAIN_HOST
        = '/^(?:[a-z0-9]++(?:[_-]++[a-z0-9]++)*+\.)*+[a-z][a-z0-9]*+(?:[_-]++[a-z0-9]++)*+$/D';

    /**
     * The keys without sub-path that a Host header stands for, in the order of their look-up; none if it is malformed.
     *
     * @return list<string>
     */
    public static function bases(string $host): array
    {
        $length = strlen($host);
        // What nearly every request sends: lower case, no port, and a last label that is no number.
        if ($length <= 63 && preg_match(self::PLAIN_HOST, $host) === 1) {
            return [$host];
        }
        if ($length > 260) {
            return [];
        }
        $port = 80;
        $isAddress = strncmp($host, '[', 1) === 0;
        $colon = strpos($host, ':', $isAddress ? strcspn($host, ']') : 0);
        if ($colon !== false) {
            $digits = substr($host, $colon + 1);
            if (preg_match('/^[0-9]{1,5}$/D', $digits) !== 1) {
                return [];
            }
            $port = (int) $digits;
            if ($port < 1 || $port > 65535) {
                return [];
            }
            $host = substr($host, 0, $colon);
        }
        if ($isAddress) {
            require_once __DIR__ . '/Address.php';
            $host = Address::canonical($host);
            if ($host === null) {
                return [];
            }
        } else {
            if (substr($host, -1) === '.') {
                $host = substr($host, 0, -1);
            }
            // strtolower() follows the locale before PHP 8.2.
            $host = strtr($host, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', self::LOWER);
            if (!self::isHost($host)) {
                return [];
            }
        }
        return $port === 80 || $port === 443 ? [$host] : ["$host:$port", $host];
    }

    /**
     * Whether a lower-cased host is labels of letters, digits, `_` and `-`, or a canonical dotted quad.
     */
    private static function isHost(string $host): bool
    {
        $length = strlen($host);
        if ($length > 253 || preg_match('/^[a-z0-9]++(?:(?:\.|[_-]++)[a-z0-9]++)*+$/D', $host) !== 1) {
            return false;
        }
        if ($length > 63 && preg_match('/[^.]{64}/', $host) === 1) {
            return false;
        }
        $dot = strrpos($host, '.');
        $last = $dot === false ? $host : substr($host, $dot + 1);
        if ($last[0] > '9' || (strncmp($last, '0x', 2) !== 0 && strspn($last, '0123456789') !== strlen($last))) {
            return true;
        }
        // WHATWG URL, "ends in a number": software behind us would read such a name as an address.
        return preg_match('/^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/D', $host) === 1;
    }
}
