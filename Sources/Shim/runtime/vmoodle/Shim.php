<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use stdClass;
use Throwable;

use function count;
use function crc32;
use function define;
use function defined;
use function explode;
use function file_get_contents;
use function function_exists;
use function hash;
use function http_response_code;
use function is_array;
use function is_file;
use function is_int;
use function is_string;
use function ob_end_clean;
use function ob_start;
use function ord;
use function preg_match;
use function putenv;
use function readlink;
use function strcspn;
use function strlen;
use function strncmp;
use function strpos;
use function strrpos;
use function strspn;
use function strtr;
use function substr;

/**
 * From a request or a command to one tenant's $CFG, or to a refusal; docs/resolution.md is its specification.
 */
final class Shim
{
    private const LOWER = 'abcdefghijklmnopqrstuvwxyz';
    private const PLAIN_HOST
        = '/^(?:[a-z0-9]++(?:[_-]++[a-z0-9]++)*+\.)*+[a-z][a-z0-9]*+(?:[_-]++[a-z0-9]++)*+$/D';
    private const SECRET_BYTES = 65536;
    /** The table has `*.example.org` among its keys. */
    private const WILDCARD = 1;
    /** The table has `*.example.org:8443` among its keys. */
    private const WILDCARD_WITH_PORT = 2;

    /**
     * Fills $CFG from the output directory $out, or answers and ends.
     *
     * @return bool false if no tenant was asked for: a script of VMoodle's own reads its arguments between two times
     */
    public static function boot(string $out): bool
    {
        global $CFG;

        // A child of mod_cgi is a cli with REMOTE_ADDR; lib/setup.php counts that as the web, too.
        $isCommand = (\PHP_SAPI === 'cli' || \PHP_SAPI === 'phpdbg') && !isset($_SERVER['REMOTE_ADDR']);
        if ($isCommand && !empty($GLOBALS['CLI_VMOODLE_PRECHECK'])) {
            $GLOBALS['CLI_VMOODLE_PRECHECK'] = false;
            return false;
        }
        // What a damaged file prints when it is included stays inside.
        ob_start();
        try {
            if ($isCommand) {
                require_once __DIR__ . '/CommandLine.php';
                $answer = CommandLine::boot($out);
            } else {
                // PHP itself ends where a damaged file cannot be compiled, with 200 if errors are displayed.
                $status = @http_response_code(503);
                $serverKey = $_SERVER['VMOODLE_KEY'] ?? '';
                if ($serverKey === '') {
                    $serverKey = $_SERVER['REDIRECT_VMOODLE_KEY'] ?? '';
                }
                $host = $_SERVER['HTTP_HOST'] ?? '';
                $answer = self::resolve($out, $host, $_SERVER['SCRIPT_NAME'] ?? '', $serverKey);
            }
            // Whole before $CFG is touched: a request has all of a tenant's settings or none.
            if ($answer['status'] === 200) {
                $settings = self::settings($out, $answer['payload'], $answer['id']);
            }
        } catch (Throwable $cause) {
            $settings = null;
        }
        ob_end_clean();
        if (!isset($settings)) {
            require_once __DIR__ . '/Refusal.php';
            $uri = $_SERVER['REQUEST_URI'] ?? '';
            exit(isset($cause) ? Refusal::damage($out, $cause) : Refusal::answer($out, $answer, $uri));
        }

        if (!$CFG instanceof stdClass) {
            $CFG = new stdClass();
        }
        foreach ($settings as $name => $value) {
            $CFG->$name = $value;
        }
        if (!$isCommand) {
            // False: the head of the answer is sent. True: there was no status yet.
            if ($status !== false) {
                http_response_code($status === true ? 200 : $status);
            }
            if (function_exists('putenv')) {
                putenv('VMOODLE_HOST=' . $answer['id']);
            }
        }
        defined('VMOODLE_BOOT') || define('VMOODLE_BOOT', true);
        return true;
    }

    /**
     * What a web request is answered with: `status`, `id` (null where no host answers) and `payload`.
     *
     * Reads files, and has no other effect: what a damaged file prints is boot()'s to swallow.
     *
     * @param string $serverKey VMOODLE_KEY, '' where the server sets none
     * @return array{status: int, id: ?string, payload: string}
     * @throws Damage
     */
    public static function resolve(string $out, string $host, string $script, string $serverKey): array
    {
        $bases = self::bases($host);
        if ($bases === []) {
            return ['status' => 400, 'id' => null, 'payload' => ''];
        }
        $release = self::release($out);
        $record = null;
        $isDeclared = false;
        $forms = 0;
        foreach ($bases as $base) {
            $record = self::lookup($out, $release, 'hosts', $base, $forms);
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
        if ($forms !== 0 && !$isDeclared) {
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
        throw self::damage("the record of $record[3]", 'has a status that this runtime does not know');
    }

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
     * What the output's `current` reads, `releases/ID`. To be read once per request: one release from end to end.
     *
     * Nothing is opened through the link: PHP would serve its old target for the length of realpath_cache_ttl.
     *
     * @throws Damage
     */
    public static function release(string $out): string
    {
        $target = @readlink("$out/current");
        if (is_string($target) && preg_match('~^releases/[0-9a-f]{32}$~D', $target) === 1) {
            return $target;
        }
        throw self::damage("$out/current", 'is not a link to a release');
    }

    /**
     * The record of a key: status, depth, id, canonical, payload. Null if the table, which is whole, has no such key.
     *
     * @param string $release what release() returned
     * @param string $table `hosts` or `ids`
     * @param int $forms set where the key is unknown: the kinds of keys to try then, WILDCARD and WILDCARD_WITH_PORT
     * @return ?list<string>
     * @throws Damage
     */
    public static function lookup(string $out, string $release, string $table, string $key, int &$forms = 0): ?array
    {
        $rootFile = "$out/$release/$table.php";
        $root = self::load($rootFile);
        if (
            !isset($root[0], $root[1], $root[2], $root[3], $root[4])
            || (count($root) !== 5 || $root[0] !== 'VPH1')
            && (count($root) !== 6 || $root[0] !== 'VPH2' || !isset($root[5]) || !is_int($root[5]))
            || !is_int($root[1]) || !is_int($root[2]) || $root[2] < 0 || $root[2] > 32
            || !is_int($root[3]) || !is_string($root[4])
        ) {
            throw self::damage($rootFile, 'has another format');
        }
        $hash = crc32($key);
        $file = self::path("$out/shards", (string) substr($root[4], ($hash >> $root[2]) * 32, 32));
        $shard = self::load($file);
        if (
            count($shard) !== 9 || !isset($shard[0], $shard[1], $shard[2], $shard[3])
            || !isset($shard[4], $shard[5], $shard[6], $shard[7], $shard[8])
        ) {
            throw self::damage($file, 'has another format');
        }
        [$format, $n, $m, $slots, $width, $sum, $pilots, $index, $rows] = $shard;
        if (
            $format !== 'VPH1' || !is_int($n) || !is_int($m) || !is_int($slots) || !is_int($width) || !is_int($sum)
            || $m < 1 || $slots < 1 || $width < 1
            || !is_string($pilots) || !is_string($index) || !is_string($rows)
            || strlen($pilots) !== $m || strlen($index) !== ($slots + 1) * $width
        ) {
            throw self::damage($file, 'has another format');
        }

        $slot = ($hash ^ ord($pilots[$hash % $m]) * 2654435761) % $slots;
        $start = (int) substr($index, $slot * $width, $width);
        $end = (int) substr($index, ($slot + 1) * $width, $width);
        if ($start > $end || $end > strlen($rows)) {
            throw self::damage($file, 'has an index that its records do not fit');
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
                    throw self::damage($file, 'has a row whose sum is wrong');
                }
                return [$fields[1], $fields[2], $fields[3], $fields[4], $fields[5]];
            }
        }

        // Only a whole table may say that a key is unknown: the next key tried may be another tenant's.
        if (crc32("$n\t$m\t$slots\t$width\t$pilots\t$index\t$rows") !== $sum) {
            throw self::damage($file, 'has a wrong sum');
        }
        if (crc32("$root[1]\t$root[2]\t$root[4]" . (isset($root[5]) ? "\t$root[5]" : '')) !== $root[3]) {
            throw self::damage($rootFile, 'has a wrong sum');
        }
        $forms = $root[5] ?? 0;
        return null;
    }

    /**
     * The file that a reference names.
     */
    public static function path(string $folder, string $reference): string
    {
        return $folder . '/' . substr($reference, 0, 2) . '/' . substr($reference, 2) . '.php';
    }

    /**
     * The list that a file of the output returns. A damaged file may print something; boot() swallows that.
     *
     * @return array<mixed>
     * @throws Damage
     */
    public static function load(string $file): array
    {
        try {
            $content = @include $file;
        } catch (Throwable $cause) {
            // Not the cause's message: a ParseError quotes the token, which may be a password.
            $content = null;
        }
        if (is_array($content)) {
            return $content;
        }
        throw self::damage($file, @is_file($file) ? 'is not what a build wrote' : 'is missing');
    }

    /**
     * A host's settings of $CFG, with the values that are kept in files of their own, and VMoodle's names for wwwroot.
     *
     * @return array<string, mixed>
     * @throws Damage
     */
    public static function settings(string $out, string $reference, string $id): array
    {
        if (!self::isReference($reference)) {
            throw self::damage("the record of $id", 'names no fragment');
        }
        $file = self::path("$out/fragments", $reference);
        $fragment = self::load($file);
        if (
            count($fragment) !== 4 || !isset($fragment[0], $fragment[1], $fragment[2], $fragment[3])
            || $fragment[0] !== 'vmoodle-gen fragment 1' || !is_array($fragment[2]) || !is_array($fragment[3])
        ) {
            throw self::damage($file, 'has another format');
        }
        if ($fragment[1] !== $id) {
            throw self::damage($file, "is not the fragment of $id");
        }
        $settings = $fragment[2];
        foreach ($fragment[3] as $name => $path) {
            if (is_array($path)) {
                self::insert($settings, $id, $path);
            } else {
                $settings[$name] = self::secret($id, (string) $name, $path);
            }
        }
        $root = $settings['wwwroot'] ?? null;
        $authority = is_string($root) ? strpos($root, '://') : false;
        if ($authority === false) {
            throw self::damage($file, 'has no wwwroot');
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
            throw self::damage("the fragment of $id", 'has another format');
        }
        foreach ($keys as $key) {
            if (!is_string($key) || !is_array($place)) {
                throw self::damage("the fragment of $id", 'has another format');
            }
            $place[$key] = $place[$key] ?? [];
            $place = &$place[$key];
        }
        $place = self::secret($id, implode('.', $keys), $entry[0] ?? null);
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
            $record = self::lookup($out, $release, 'hosts', $base . $paths[$last]);
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
            $record = self::lookup($out, $release, 'hosts', '*' . substr($base, $dot));
            if ($record !== null) {
                return $record;
            }
        }
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

    private static function isReference(string $text): bool
    {
        return preg_match('/^[0-9a-f]{32}$/D', $text) === 1;
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
        throw self::damage("the file for \$CFG->$name of host $id", 'is missing, unreadable, or not one line');
    }

    private static function damage(string $place, string $reason): Damage
    {
        require_once __DIR__ . '/Damage.php';
        return new Damage("$place $reason");
    }
}
