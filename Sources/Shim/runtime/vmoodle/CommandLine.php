<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use Throwable;

/**
 * Which host a command is for.
 */
final class CommandLine
{
    private const HINT = 'name a host with --host=URL, or with VMOODLE_HOST=URL in the environment';

    /**
     * For scripts that read their arguments before config.php: takes `--host` away and hands it on by VMOODLE_HOST.
     *
     * Without `--host` it does nothing; a value that names no host ends the command.
     */
    public static function prepend(string $out): void
    {
        require_once __DIR__ . '/Command.php';
        if (Command::split(self::arguments($_SERVER['argv'] ?? []))['hosts'] === []) {
            return;
        }
        ob_start();
        try {
            $answer = self::boot($out);
        } catch (Throwable $cause) {
            $answer = null;
        }
        ob_end_clean();
        if ($answer === null || $answer['status'] !== 200) {
            require_once __DIR__ . '/Refusal.php';
            exit($answer === null ? Refusal::damage($out, $cause) : Refusal::answer($out, $answer, ''));
        }
        // Symfony's Process, by which Behat's tools start theirs, hands on no variable that is not here.
        $_SERVER['VMOODLE_HOST'] = $answer['id'];
    }

    /**
     * What a command is answered with; its host is exported, and `--host` is taken out of $_SERVER and the globals.
     *
     * @return array{status: int, message: string, id: string, payload: string} as resolve()
     * @throws Damage
     */
    public static function boot(string $out): array
    {
        require_once __DIR__ . '/Command.php';
        $server = Command::split(self::arguments($_SERVER['argv'] ?? []));
        $global = Command::split(self::arguments($GLOBALS['argv'] ?? []));
        $named = [];
        foreach (array_merge($server['hosts'], $global['hosts']) as $value) {
            $named[] = ['--host', $value];
        }
        if (defined('CLI_VMOODLE_OVERRIDE') && is_string(constant('CLI_VMOODLE_OVERRIDE'))) {
            $named[] = ['CLI_VMOODLE_OVERRIDE', constant('CLI_VMOODLE_OVERRIDE')];
        }
        $variable = Command::variable($named !== []);
        if ($variable !== null) {
            $named[] = ['VMOODLE_HOST', $variable];
        }
        $answer = self::resolve($out, $named);
        if ($answer['status'] === 200) {
            Command::export($answer['id']);
            if ($server['hosts'] !== []) {
                $_SERVER['argv'] = $server['rest'];
                $_SERVER['argc'] = count($server['rest']);
            }
            if ($global['hosts'] !== []) {
                $GLOBALS['argv'] = $global['rest'];
                $GLOBALS['argc'] = count($global['rest']);
            }
        }
        return $answer;
    }

    /**
     * The host that all of the named values name: `status` 200 with `id` and `payload`, or an exit code, `message`.
     *
     * Reads files, and has no other effect.
     *
     * @param list<array{string, string}> $named where a value comes from, and the value
     * @return array{status: int, message: string, id: string, payload: string}
     * @throws Damage
     */
    public static function resolve(string $out, array $named): array
    {
        if ($named === []) {
            return self::withoutHost($out);
        }
        $options = [];
        foreach ($named as [$source, $value]) {
            if ($value === '') {
                return self::usage("$source has no value; " . self::HINT);
            }
            if ($source === '--host') {
                $options[$value] = true;
            }
        }
        if (count($options) > 1) {
            return self::usage('two values for --host');
        }

        $release = self::release($out);
        $host = null;
        $first = '';
        foreach ($named as [$source, $value]) {
            $found = self::hosts($out, $release, $value);
            $shown = self::shown($value);
            if ($found === []) {
                require_once __DIR__ . '/Suggestions.php';
                $near = array_merge(
                    Suggestions::byWildcard($out, $release, (string) self::key($value)),
                    Suggestions::near($out, $release, $value)
                );
                $hint = $near === [] ? '' : '; did you mean ' . implode(' or ', $near) . '?';
                return self::usage("$source names no host: $shown$hint");
            }
            if (count($found) > 1) {
                return self::usage("$source is the id of one host and the address of another: $shown; give the URL");
            }
            if ($host !== null && $host[2] !== $found[0][2]) {
                return self::usage("$first names the host $host[2], but $source names {$found[0][2]}");
            }
            if ($host === null) {
                $host = $found[0];
                $first = $source;
            }
        }
        return self::state($host);
    }

    /**
     * The registry's host for commands that name none, in its own code tree: another might be of another version.
     *
     * @return array{status: int, message: string, id: string, payload: string}
     * @throws Damage
     */
    private static function withoutHost(string $out): array
    {
        $release = self::release($out);
        // No id is spelled so.
        $record = Table::lookup($out, $release, 'ids', '-');
        if ($record === null) {
            return self::usage('no host; ' . self::HINT);
        }
        $config = realpath(rawurldecode($record[3]) . '/config.php');
        foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS) as $frame) {
            if ($config !== false && ($frame['file'] ?? '') === $config) {
                return self::state($record);
            }
        }
        return self::usage("no host, and this is not the code tree of $record[2]; " . self::HINT);
    }

    /**
     * @throws Damage
     */
    private static function release(string $out): string
    {
        require_once __DIR__ . '/Authority.php';
        require_once __DIR__ . '/Output.php';
        require_once __DIR__ . '/Table.php';
        return Output::release($out);
    }

    /**
     * The records of the hosts that a value names: none, one, or two if it is ambiguous.
     *
     * @return list<list<string>>
     * @throws Damage
     */
    private static function hosts(string $out, string $release, string $value): array
    {
        $found = [];
        if (preg_match('/^[a-z][a-z0-9-]{0,30}$/D', $value) === 1) {
            $record = Table::lookup($out, $release, 'ids', $value);
            if ($record !== null && $record[2] !== $value) {
                throw Output::damage("$out/$release/ids.php", 'is not a table of ids');
            }
            if ($record !== null) {
                $found[$value] = $record;
            }
        }
        $key = self::key($value);
        $record = $key === null ? null : Table::lookup($out, $release, 'hosts', $key);
        if ($record !== null && $record[0] === '308') {
            $id = $record[2];
            $record = Table::lookup($out, $release, 'ids', $id);
            if ($record === null) {
                throw Output::damage("$out/$release/ids.php", "has no host $id");
            }
        }
        if ($record !== null && $record[0] !== '404') {
            $found[$record[2]] = $record;
        }
        return array_values($found);
    }

    /**
     * The key that a value spells: a URL's authority and path, or `host[:port][/sub/path]`. Null if it is malformed.
     */
    public static function key(string $value): ?string
    {
        $scheme = strpos($value, '://');
        if ($scheme !== false) {
            $value = substr($value, $scheme + 3);
        }
        $slash = strpos($value, '/');
        $path = $slash === false ? '' : substr($value, $slash);
        $bases = Authority::bases($slash === false ? $value : substr($value, 0, $slash));
        if ($bases === []) {
            return null;
        }
        if (substr($path, -1) === '/') {
            $path = (string) substr($path, 0, -1);
        }
        if (preg_match('~^(?:/[A-Za-z0-9][A-Za-z0-9._\~-]*+)*+$~D', $path) !== 1) {
            return null;
        }
        return $bases[0] . $path;
    }

    /**
     * Maintenance is about visitors: a site is upgraded in it.
     *
     * @param list<string> $record
     * @return array{status: int, message: string, id: string, payload: string}
     * @throws Damage
     */
    private static function state(array $record): array
    {
        [$status, , $id, , $payload] = $record;
        switch ($status) {
            case '200':
            case '503':
                return ['status' => 200, 'message' => '', 'id' => $id, 'payload' => $payload];
            case '403':
            case '410':
                $state = $status === '403' ? 'disabled' : 'archived';
                return ['status' => 69, 'message' => "the host $id is $state", 'id' => $id, 'payload' => ''];
        }
        throw Output::damage("the record of $id", 'has a status that this runtime does not know');
    }

    /**
     * @param mixed $arguments
     * @return list<string>
     */
    private static function arguments($arguments): array
    {
        return is_array($arguments) ? array_map('strval', array_values($arguments)) : [];
    }

    private static function shown(string $value): string
    {
        return addcslashes(substr($value, 0, 300), "\0..\37\177..\377");
    }

    /**
     * @return array{status: int, message: string, id: string, payload: string}
     */
    private static function usage(string $message): array
    {
        return ['status' => 64, 'message' => $message, 'id' => '', 'payload' => ''];
    }
}
