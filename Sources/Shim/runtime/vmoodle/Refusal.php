<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use Throwable;

/**
 * Everything that ends a request or a command without a tenant.
 */
final class Refusal
{
    /** sysexits.h */
    private const EX_UNAVAILABLE = 69;

    // Neither the Host header nor another tenant's name stands in an answer.
    private const TEXTS = [
        308 => 'This site has moved.',
        400 => 'The request names no valid host.',
        403 => 'This site is disabled.',
        404 => 'There is no site at this address.',
        410 => 'This site has been closed.',
        421 => 'This server does not answer for this address.',
        503 => 'This site is down for maintenance. Please try again in a few minutes.',
    ];

    /**
     * Says what Shim::resolve() or CommandLine::boot() found, any status but 200, and ends.
     *
     * @param array{status: int, id: ?string, payload: string} $answer a command's has a `message`
     */
    public static function answer(array $answer, string $uri): void
    {
        if (isset($answer['message'])) {
            self::command($answer['status'], $answer['message']);
        }
        $status = $answer['status'];
        $headers = [];
        if ($status === 308) {
            $headers[] = 'Location: ' . self::location($answer['payload'], $uri);
        } elseif ($status === 503) {
            $headers[] = 'Retry-After: 300';
        }
        self::send($status, $headers, self::TEXTS[$status]);
    }

    /**
     * Says in the log (web) or on stderr (command) why the output cannot be trusted, and ends.
     */
    public static function damage(Throwable $cause): void
    {
        // The message of anything but our own exception may quote a settings file, and so a password.
        $reason = $cause instanceof Damage
            ? $cause->getMessage()
            : get_class($cause) . ' at ' . $cause->getFile() . ':' . $cause->getLine();
        if (class_exists(CommandLine::class, false)) {
            self::command(self::EX_UNAVAILABLE, $reason);
        }
        error_log('vmoodle-gen: ' . self::printable($reason));
        self::send(503, ['Retry-After: 30'], 'This site is unavailable for the moment. Please try again.');
    }

    /**
     * Ends a command with a message on stderr.
     */
    private static function command(int $exitCode, string $message): void
    {
        // The constant STDERR is missing where PHP reads the script from its standard input.
        file_put_contents('php://stderr', "vmoodle-gen: $message\n");
        exit($exitCode);
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

    /**
     * @param list<string> $headers
     */
    private static function send(int $status, array $headers, string $text): void
    {
        if (!headers_sent()) {
            http_response_code($status);
            header('Content-Type: text/plain; charset=utf-8');
            header('Cache-Control: no-store');
            foreach ($headers as $header) {
                header($header, true, $status);
            }
        }
        echo $text, "\n";
        exit;
    }
}
