<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use Throwable;

/**
 * What is said where a request or a command ends without a tenant.
 */
final class Refusal
{
    /** sysexits.h */
    private const EX_UNAVAILABLE = 69;

    /**
     * Says what Resolution::of() or CommandLine::boot() found, any status but 200.
     *
     * @param array{status: int, id: ?string, payload: string} $answer a command's has a `message`
     * @return int what the process is to end with
     */
    public static function answer(string $out, array $answer, string $uri): int
    {
        if (isset($answer['message'])) {
            return self::command($answer['status'], $answer['message']);
        }
        $status = $answer['status'];
        $headers = [];
        if ($status === 308) {
            $headers[] = 'Location: ' . self::location($answer['payload'], $uri);
        } elseif ($status === 503) {
            $headers[] = 'Retry-After: 300';
        }
        return self::send($out, $status, (string) $status, $headers);
    }

    /**
     * Says in the log (web) or on stderr (command) why the output cannot be trusted.
     *
     * @return int what the process is to end with
     */
    public static function damage(string $out, Throwable $cause): int
    {
        // The message of anything but our own exception may quote a settings file, and so a password.
        $reason = $cause instanceof Damage
            ? $cause->getMessage()
            : get_class($cause) . ' at ' . $cause->getFile() . ':' . $cause->getLine();
        if (class_exists(CommandLine::class, false)) {
            return self::command(self::EX_UNAVAILABLE, $reason);
        }
        error_log('vmoodle-gen: ' . self::printable($reason));
        return self::send($out, 503, 'unavailable', ['Retry-After: 30']);
    }

    /**
     * Where a redirect alias sends to: the host's URL, and path and query of REQUEST_URI.
     *
     * An absolute form (`GET http://alpha.example/x`; Apache hands it through) loses scheme and authority.
     */
    public static function location(string $url, string $uri): string
    {
        if (preg_match('~^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*~', $uri, $absolute) === 1) {
            $uri = substr($uri, strlen($absolute[0]));
        }
        if (strncmp($uri, '/', 1) !== 0) {
            $uri = '/';
        }
        // header() refuses a line end; no server is known to let one through.
        return $url . preg_replace_callback('/[\x00-\x20\x7f]/', static function (array $byte): string {
            return sprintf('%%%02X', ord($byte[0]));
        }, $uri);
    }

    /**
     * A text without control characters, for a log or a terminal.
     */
    public static function printable(string $text): string
    {
        return addcslashes($text, "\0..\37\177..\377");
    }

    private static function command(int $exitCode, string $message): int
    {
        // The constant STDERR is missing where PHP reads the script from its standard input.
        file_put_contents('php://stderr', "vmoodle-gen: $message\n");
        return $exitCode;
    }

    /**
     * @param list<string> $headers
     */
    private static function send(string $out, int $status, string $kind, array $headers): int
    {
        require_once __DIR__ . '/Answer.php';
        $answer = Answer::to($_SERVER, $out, $status, $kind);
        if (!headers_sent()) {
            http_response_code($status);
            foreach (array_merge($answer['headers'], $headers) as $header) {
                header($header, true, $status);
            }
        }
        echo $answer['body'];
        return 0;
    }
}
