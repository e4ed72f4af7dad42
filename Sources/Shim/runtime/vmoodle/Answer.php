<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * How a refusal reads: in the client's language, and as a page, a line of text, or JSON.
 *
 * Nothing that the client sent stands in it: not the Host header, and no other.
 */
final class Answer
{
    /** Of one header; browsers name fewer. */
    private const RANGES = 20;
    /** A site's own page that is larger is not sent. */
    private const PAGE_BYTES = 262144;

    // Scripts whose clients read JSON whatever becomes of the request, below any sub-path.
    private const WEB_SERVICE = '~/webservice/rest/[^/]+\.php$~D';
    private const AJAX = '~/(?:lib/ajax/[^/]+|login/token|webservice/(?:upload|pluginfile))\.php$~D';

    /** For programs: what Moodle calls an error code. */
    private const CODES = [
        '308' => 'sitemoved',
        '400' => 'invalidhost',
        '403' => 'sitedisabled',
        '404' => 'sitenotfound',
        '410' => 'siteclosed',
        '421' => 'sitenotserved',
        // Moodle's own code while its maintenance mode is on.
        '503' => 'sitemaintenance',
        'unavailable' => 'siteunavailable',
    ];

    /**
     * Headers and body for a request; `kind` is the status, or `unavailable` where the output cannot be trusted.
     *
     * @param array<string, mixed> $server $_SERVER
     * @return array{headers: list<string>, body: string}
     */
    public static function to(array $server, string $out, int $status, string $kind): array
    {
        require_once __DIR__ . '/Texts.php';
        $languages = self::languages(self::preferences((string) ($server['HTTP_ACCEPT_LANGUAGE'] ?? '')));
        $language = current(array_intersect($languages, array_keys(Texts::BY_LANGUAGE))) ?: 'en';
        $text = Texts::BY_LANGUAGE[$language][$kind];

        $accepted = self::preferences((string) ($server['HTTP_ACCEPT'] ?? ''));
        $html = max($accepted['text/html'] ?? 0, $accepted['application/xhtml+xml'] ?? 0);
        $script = (string) ($server['SCRIPT_NAME'] ?? '');
        if (preg_match(self::WEB_SERVICE, $script) === 1) {
            $type = 'application/json';
            $body = self::json([
                'exception' => 'moodle_exception', 'errorcode' => self::CODES[$kind], 'message' => $text,
            ]);
        } elseif (preg_match(self::AJAX, $script) === 1 || ($accepted['application/json'] ?? 0) > $html) {
            $type = 'application/json';
            $body = self::json([
                'error' => $text, 'errorcode' => self::CODES[$kind],
                'stacktrace' => null, 'debuginfo' => null, 'reproductionlink' => null,
            ]);
        } elseif ($html > 0 && $html >= ($accepted['text/plain'] ?? 0)) {
            $type = 'text/html';
            $own = self::page($out, $kind, $languages);
            $language = $own === null ? $language : $own['language'];
            $body = $own === null ? self::html($language, $status, $text) : $own['body'];
        } else {
            $type = 'text/plain';
            $body = "$text\n";
        }

        $headers = [
            "Content-Type: $type; charset=utf-8", 'Cache-Control: no-store', 'Vary: Accept, Accept-Language',
            'X-Content-Type-Options: nosniff',
        ];
        if ($language !== '') {
            $headers[] = "Content-Language: $language";
        }
        // Not every server takes the body of an answer to HEAD away.
        return ['headers' => $headers, 'body' => ($server['REQUEST_METHOD'] ?? '') === 'HEAD' ? '' : $body];
    }

    /**
     * The items of Accept or Accept-Language with their quality, in lower case; what is malformed is left out.
     *
     * @return array<string, float>
     */
    public static function preferences(string $header): array
    {
        $preferences = [];
        foreach (array_slice(explode(',', $header, self::RANGES + 1), 0, self::RANGES) as $item) {
            $parts = array_map('trim', explode(';', strtolower($item)));
            $quality = 1.0;
            foreach (array_slice($parts, 1) as $parameter) {
                if (strncmp($parameter, 'q=', 2) === 0) {
                    $isNumber = preg_match('/^q=(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/D', $parameter) === 1;
                    $quality = $isNumber ? (float) substr($parameter, 2) : 0.0;
                }
            }
            if ($quality > 0 && preg_match('~^[a-z0-9*+./-]{1,99}$~D', $parts[0]) === 1) {
                $preferences[$parts[0]] = $quality;
            }
        }
        return $preferences;
    }

    /**
     * Tags of languages, the most wanted first, each before what it is a variety of (RFC 4647, lookup): fr-ca, fr, en.
     *
     * @param array<string, float> $preferences
     * @return list<string>
     */
    private static function languages(array $preferences): array
    {
        $order = array_flip(array_map('strval', array_keys($preferences)));
        // PHP 7.4 does not sort stably.
        uksort($preferences, static function ($one, $other) use ($preferences, $order): int {
            return [$preferences[$other], $order[$one]] <=> [$preferences[$one], $order[$other]];
        });
        $languages = [];
        foreach (array_keys($preferences) as $tag) {
            $tag = $tag === '*' ? 'en' : (string) $tag;
            // Such a tag may stand in a file's name.
            if (preg_match('/^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/D', $tag) !== 1) {
                continue;
            }
            for ($length = strlen($tag); $length > 0; $length = (int) strrpos(substr($tag, 0, $length), '-')) {
                $languages[] = substr($tag, 0, $length);
            }
        }
        return array_values(array_unique($languages));
    }

    /**
     * The site's own page in the first language that it has it in, else in none (''); null if there is no such page.
     *
     * @param list<string> $languages
     * @return ?array{language: string, body: string}
     */
    private static function page(string $out, string $kind, array $languages): ?array
    {
        if (!@is_dir("$out/errors")) {
            return null;
        }
        foreach (array_merge($languages, ['']) as $language) {
            $file = "$out/errors/$kind" . ($language === '' ? '' : ".$language") . '.html';
            // Read, never included. A pipe or a device would keep the request waiting.
            if (!@is_file($file)) {
                continue;
            }
            $body = @file_get_contents($file, false, null, 0, self::PAGE_BYTES + 1);
            if (is_string($body) && $body !== '' && strlen($body) <= self::PAGE_BYTES) {
                return ['language' => $language, 'body' => $body];
            }
            $limit = self::PAGE_BYTES;
            error_log("vmoodle-gen: $file is empty, unreadable or larger than $limit bytes, and is not sent");
        }
        return null;
    }

    private static function html(string $language, int $status, string $text): string
    {
        $text = htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
        return <<<HTML
            <!DOCTYPE html>
            <html lang="$language">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>$text</title>
            <style>
            :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
            body { margin: 20vh auto 0; max-width: 36rem; padding: 0 1rem; text-align: center; }
            h1 { font-size: 3rem; margin: 0; opacity: .5; }
            </style>
            </head>
            <body>
            <h1>$status</h1>
            <p>$text</p>
            </body>
            </html>

            HTML;
    }

    /**
     * @param array<string, ?string> $members
     */
    private static function json(array $members): string
    {
        return json_encode($members, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) . "\n";
    }
}
