<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * From a web request to the record that answers it: docs/resolution.md §3.
 */
final class Resolution
{
    /** The table has `*.example.org` among its keys. */
    private const WILDCARD = 2;
    /** The table has `*.example.org:8443` among its keys. */
    private const WILDCARD_WITH_PORT = 4;

    /**
     * What a web request is answered with: `status`, `id` (null where no host answers) and `payload`.
     *
     * Reads files, and has no other effect: what a damaged file prints is the caller's to swallow.
     *
     * @param string $serverKey VMOODLE_KEY, '' where the server sets none
     * @param ?string $release what Output::release() returned, if it was asked already
     * @return array{status: int, id: ?string, payload: string}
     * @throws Damage
     */
    public static function of(
        string $out,
        string $host,
        string $script,
        string $serverKey,
        ?string $release = null
    ): array {
        require_once __DIR__ . '/Authority.php';
        $bases = Authority::bases($host);
        if ($bases === []) {
            return ['status' => 400, 'id' => null, 'payload' => ''];
        }
        require_once __DIR__ . '/Output.php';
        require_once __DIR__ . '/Table.php';
        $release = $release ?? Output::release($out);
        $record = null;
        $isDeclared = false;
        $forms = 0;
        foreach ($bases as $base) {
            $record = Table::lookup($out, $release, 'hosts', $base, $forms);
            if ($record === null) {
                continue;
            }
            $isDeclared = true;
            if ($record[1] !== '0') {
                $record = self::below($out, $release, $base, (int) $record[1], $script) ?? $record;
            }
            if ($record[0] !== '404') {
                break;
            }
            $record = null;
        }
        // Where a name has sites in sub-directories only, a wildcard does not have the rest of it.
        if (!$isDeclared) {
            $record = self::wildcard($out, $release, $bases, $forms);
        }
        if ($serverKey !== '' && ($record === null || $record[3] !== $serverKey)) {
            return ['status' => 421, 'id' => null, 'payload' => ''];
        }
        if ($record === null) {
            return ['status' => 404, 'id' => null, 'payload' => ''];
        }
        switch ($record[0]) {
            case '200':
            case '308':
            case '403':
            case '410':
            case '503':
                return ['status' => (int) $record[0], 'id' => $record[2], 'payload' => $record[4]];
        }
        throw Output::damage("the record of $record[3]", 'has a status that this runtime does not know');
    }

    /**
     * The record of the longest declared sub-path, at most $depth segments, that $script is in; or null.
     *
     * @return ?list<string>
     * @throws Damage
     */
    private static function below(string $out, string $release, string $base, int $depth, string $script): ?array
    {
        if ($script === '' || $script[0] !== '/') {
            return null;
        }
        $paths = [];
        $slash = 0;
        while (count($paths) < $depth && ($slash = strpos($script, '/', $slash + 1)) !== false) {
            $paths[] = substr($script, 0, $slash);
        }
        for ($last = count($paths) - 1; $last >= 0; $last--) {
            $record = Table::lookup($out, $release, 'hosts', $base . $paths[$last]);
            if ($record !== null) {
                return $record;
            }
        }
        return null;
    }

    /**
     * The record of the wildcard that holds a host of which nothing is declared; or null.
     *
     * @param list<string> $bases
     * @param int $forms of the keys that the table has
     * @return ?list<string>
     * @throws Damage
     */
    private static function wildcard(string $out, string $release, array $bases, int $forms): ?array
    {
        foreach ($bases as $base) {
            $dot = strpos($base, '.');
            $form = strpos($base, ':') === false ? self::WILDCARD : self::WILDCARD_WITH_PORT;
            if ($dot === false || ($forms & $form) === 0) {
                continue;
            }
            $record = Table::lookup($out, $release, 'hosts', '*' . substr($base, $dot));
            if ($record !== null) {
                return $record;
            }
        }
        return null;
    }
}
