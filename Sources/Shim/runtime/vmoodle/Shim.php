<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use stdClass;
use Throwable;

/**
 * The long way from a request or a command to one tenant's $CFG, or to a refusal: docs/resolution.md.
 */
final class Shim
{
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
                $release = null;
                if (isset($_SERVER['HTTP_X_FORWARDED_HOST'])) {
                    require_once __DIR__ . '/Proxies.php';
                    $host = Proxies::host($out, $_SERVER, $release);
                }
                require_once __DIR__ . '/Resolution.php';
                $answer = Resolution::of($out, $host, $_SERVER['SCRIPT_NAME'] ?? '', $serverKey, $release);
            }
            // Whole before $CFG is touched: a request has all of a tenant's settings or none.
            if ($answer['status'] === 200) {
                require_once __DIR__ . '/Fragment.php';
                $settings = Fragment::settings($out, $answer['payload'], $answer['id']);
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

        $CFG = (object) ($CFG instanceof stdClass ? $settings + (array) $CFG : $settings);
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
}
