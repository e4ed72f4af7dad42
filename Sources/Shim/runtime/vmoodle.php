<?php

// vmoodle-gen runtime: do not edit; the next build replaces it
// phpcs:disable PSR1.Files.SideEffects

declare(strict_types=1);

// The short way, of nearly every request and command: one plain key, one look-up, one enabled host. For all else, and
// for whatever is not as it should be, it gives null and has done nothing; the long way then begins anew.
return @(static function (): ?bool {
    $out = __DIR__;
    $isCommand = (PHP_SAPI === 'cli' || PHP_SAPI === 'phpdbg') && !isset($_SERVER['REMOTE_ADDR']);
    $status = false;
    // What a damaged file prints when it is included stays inside.
    ob_start();
    try {
        $table = 'hosts';
        $vouched = '';
        if ($isCommand) {
            if (!class_exists('VMoodleGen\\Command', false)) {
                require __DIR__ . '/vmoodle/Command.php';
            }
            $plain = \VMoodleGen\Command::plain();
            if ($plain === null) {
                return null;
            }
            [$table, $key, $rest] = $plain;
        } else {
            // PHP itself ends where a damaged file cannot be compiled, with 200 if errors are displayed.
            $status = http_response_code(503);
            $key = $_SERVER['HTTP_HOST'] ?? '';
            $vouched = $_SERVER['VMOODLE_KEY'] ?? '';
            if ($vouched === '') {
                $vouched = $_SERVER['REDIRECT_VMOODLE_KEY'] ?? '';
            }
            // A key of the table is well-formed, and with these two aside it is what a Host header may spell. What a
            // proxy says of another host is for the long way to weigh.
            $isHost = $key !== '' && strpbrk($key, '/*') === false;
            if (!$isHost || ($_SERVER['HTTP_X_FORWARDED_HOST'] ?? $key) !== $key) {
                return null;
            }
        }

        // Read once: one release from end to end. Nothing is opened through the link: PHP would serve its old target.
        $release = readlink("$out/current");
        if (preg_match('~^releases/[0-9a-f]{32}$~D', $release) !== 1) {
            return null;
        }
        $file = "$out/$release/$table.php";
        // A command has no OPcache, and reading costs less than compiling.
        $node = $isCommand ? \VMoodleGen\Command::node($file) : include $file;
        // A former format is no fault that an error handler should hear of; nor is a key that is not there.
        if ($node[0] !== 'VPH3') {
            return null;
        }
        $hash = crc32($key);
        if ($node[3] < 32) {
            $place = ($hash >> $node[3]) * 32;
            $file = "$out/shards/" . substr($node[4], $place, 2) . '/' . substr($node[4], $place + 2, 30) . '.php';
            $node = $isCommand ? \VMoodleGen\Command::node($file) : include $file;
        }
        [, , , , , $m, $slots, $width, $pilots, $index, $rows] = $node;
        $slot = ($hash ^ ord($pilots[$hash % $m]) * 2654435761) % $slots;
        $row = explode("\t", substr($rows, (int) substr($index, $slot * $width, $width), 512), 8);
        if ($row[0] !== $key || $row[1] !== '200' || $row[2] !== '0') {
            return null;
        }
        [, , , $id, $canonical, $reference, $sum] = $row;
        // The sum ends at the row's line end. It vouches for the row, wherever that was found.
        if (
            strpos($sum, crc32("$key\t200\t0\t$id\t$canonical\t$reference") . "\n") !== 0
            || ($vouched !== '' && $vouched !== $canonical) || ($table === 'ids' && $id !== $key)
        ) {
            return null;
        }

        $fragment = include "$out/fragments/$reference[0]$reference[1]/" . substr($reference, 2) . '.php';
        if (
            $fragment[0] !== 'vmoodle-gen fragment 2' || $fragment[1] !== $id
            || count($fragment) !== 6 || $fragment[4] !== $fragment[5]
        ) {
            return null;
        }
        $settings = $fragment[2];
        foreach ($fragment[3] as $name => $path) {
            $value = $path[0] === '/' ? file_get_contents($path, false, null, 0, 65538) : '';
            $length = strlen($value) - (substr($value, -1) === "\n" ? 1 : 0);
            if ($length < 1 || $length > 65536 || strcspn($value, "\0\r\n") !== $length) {
                return null;
            }
            $settings[$name] = substr($value, 0, $length);
        }
    } catch (Throwable $cause) {
        return null;
    } finally {
        ob_end_clean();
        // False: the head of the answer is sent, or this is a command. True: there was no status yet.
        if ($status !== false) {
            http_response_code($status === true ? 200 : $status);
        }
    }

    global $CFG;
    $CFG = (object) ($CFG instanceof stdClass ? $settings + (array) $CFG : $settings);
    if ($isCommand) {
        \VMoodleGen\Command::hasBooted($id, $rest);
    } elseif (function_exists('putenv')) {
        putenv("VMOODLE_HOST=$id");
    }
    defined('VMOODLE_BOOT') || define('VMOODLE_BOOT', true);
    return true;
})() ?? require __DIR__ . '/vmoodle/boot.php';
