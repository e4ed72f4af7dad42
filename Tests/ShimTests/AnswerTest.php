<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Answer;
use VMoodleGen\Tests\Support\ShimTestCase;
use VMoodleGen\Texts;

final class AnswerTest extends ShimTestCase
{
    private const PAGE = ['HTTP_ACCEPT' => 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'];

    public function testTheClientsLanguageIsChosen(): void
    {
        $cases = [
            '' => 'en', 'fr' => 'fr', 'FR-ca' => 'fr', 'fr-CA,en;q=0.9' => 'fr', 'de-CH-1996' => 'de', 'es-419' => 'es',
            'it, de;q=0.5, fr;q=0.7' => 'fr', 'it,pt' => 'en', 'en;q=0.1 , de ; q=0.2' => 'de', '*' => 'en',
            'fr;q=0, de' => 'de', 'fr;q=0' => 'en', '*;q=0.5, de;q=0.1' => 'en', 'de;q=0.2,fr;q=0.2' => 'de',
            'fr;q=2, de;q=0.1' => 'de', 'fr;q=x, de;q=0.001' => 'de', '../../fr' => 'en', 'french' => 'en',
            "fr\0" => 'fr', "\xff" => 'en', ',,,fr' => 'fr', 'xx-fr' => 'en', '1, fr;q=0.5' => 'fr',
        ];
        foreach ($cases as $header => $language) {
            $answer = $this->answer(['HTTP_ACCEPT_LANGUAGE' => (string) $header]);
            self::assertContains("Content-Language: $language", $answer['headers'], (string) $header);
            self::assertSame(Texts::BY_LANGUAGE[$language]['404'] . "\n", $answer['body']);
        }
        $long = str_repeat('it,', 100000) . 'fr';
        self::assertContains('Content-Language: en', $this->answer(['HTTP_ACCEPT_LANGUAGE' => $long])['headers']);
    }

    public function testNoCacheKeepsAnAnswer(): void
    {
        foreach ([[], self::PAGE, ['SCRIPT_NAME' => '/webservice/rest/server.php']] as $server) {
            $headers = $this->answer($server)['headers'];
            self::assertContains('Cache-Control: no-store', $headers);
            self::assertContains('Vary: Accept, Accept-Language', $headers);
            self::assertContains('X-Content-Type-Options: nosniff', $headers);
        }
    }

    public function testEveryTextStandsInEveryLanguage(): void
    {
        foreach (Texts::BY_LANGUAGE as $language => $texts) {
            self::assertSame(array_keys(Texts::BY_LANGUAGE['en']), array_keys($texts), $language);
            foreach (array_keys($texts) as $kind) {
                $status = $kind === 'unavailable' ? 503 : (int) $kind;
                $server = ['HTTP_ACCEPT_LANGUAGE' => $language];
                self::assertSame("$texts[$kind]\n", $this->answer($server, $status, (string) $kind)['body']);
                self::assertSame(1, preg_match('/\A\p{Lu}[\p{L} .’]+\.\z/u', $texts[$kind]), $texts[$kind]);
                $service = $server + ['SCRIPT_NAME' => '/webservice/rest/server.php'];
                $json = json_decode($this->answer($service, $status, (string) $kind)['body'], true);
                self::assertSame($texts[$kind], $json['message']);
                self::assertMatchesRegularExpression('/^(site|invalid)[a-z]+$/D', $json['errorcode']);
            }
        }
    }

    public function testAClientThatTakesHTMLGetsAPageThatNeedsNothingElse(): void
    {
        $answer = $this->answer(self::PAGE + ['HTTP_ACCEPT_LANGUAGE' => 'fr']);
        self::assertContains('Content-Type: text/html; charset=utf-8', $answer['headers']);
        self::assertStringStartsWith("<!DOCTYPE html>\n<html lang=\"fr\">\n", $answer['body']);
        self::assertStringContainsString('<h1>404</h1>', $answer['body']);
        self::assertStringContainsString('<p>Il n’y a pas de site à cette adresse.</p>', $answer['body']);
        self::assertDoesNotMatchRegularExpression('~://|src=|href=|url\(|<script~', $answer['body']);
        foreach (['', '*/*', 'text/plain', 'image/*', 'text/html;q=0', 'text/plain, text/html;q=0.5'] as $accept) {
            $answer = $this->answer(['HTTP_ACCEPT' => $accept]);
            self::assertContains('Content-Type: text/plain; charset=utf-8', $answer['headers'], $accept);
        }
        foreach (['TEXT/HTML', 'application/xhtml+xml', 'text/html;level=1;q=0.4', '*/*, text/html;q=0.1'] as $accept) {
            $answer = $this->answer(['HTTP_ACCEPT' => $accept]);
            self::assertContains('Content-Type: text/html; charset=utf-8', $answer['headers'], $accept);
        }
    }

    public function testAWebServicesClientGetsMoodlesException(): void
    {
        foreach (['/webservice/rest/server.php', '/ecole-3/webservice/rest/simpleserver.php'] as $script) {
            $answer = $this->answer(['SCRIPT_NAME' => $script] + self::PAGE, 503, '503');
            self::assertContains('Content-Type: application/json; charset=utf-8', $answer['headers']);
            self::assertSame([
                'exception' => 'moodle_exception',
                'errorcode' => 'sitemaintenance',
                'message' => 'This site is down for maintenance. Please try again in a few minutes.',
            ], json_decode($answer['body'], true));
        }
    }

    public function testAnAjaxClientGetsMoodlesError(): void
    {
        $scripts = [
            '/lib/ajax/service.php', '/lib/ajax/service-nologin.php', '/x/login/token.php', '/webservice/upload.php',
        ];
        $servers = [['HTTP_ACCEPT' => 'application/json, text/javascript, */*; q=0.01']];
        foreach ($scripts as $script) {
            $servers[] = ['SCRIPT_NAME' => $script] + self::PAGE;
        }
        foreach ($servers as $server) {
            $answer = $this->answer($server + ['HTTP_ACCEPT_LANGUAGE' => 'de']);
            self::assertContains('Content-Type: application/json; charset=utf-8', $answer['headers']);
            self::assertSame([
                'error' => 'Unter dieser Adresse gibt es keine Website.',
                'errorcode' => 'sitenotfound',
                'stacktrace' => null,
                'debuginfo' => null,
                'reproductionlink' => null,
            ], json_decode($answer['body'], true));
        }
        $others = [
            '/login/index.php', '/lib/ajax', '/lib/ajax/x.php/y', '/webservice/rest/', '/login/token.php5',
        ];
        foreach ($others as $script) {
            $answer = $this->answer(['SCRIPT_NAME' => $script] + self::PAGE);
            self::assertContains('Content-Type: text/html; charset=utf-8', $answer['headers'], $script);
        }
    }

    public function testHEADHasTheHeadersAlone(): void
    {
        foreach ([[], self::PAGE, ['SCRIPT_NAME' => '/login/token.php']] as $server) {
            $answer = $this->answer(['REQUEST_METHOD' => 'HEAD'] + $server);
            self::assertSame('', $answer['body']);
            self::assertSame($this->answer(['REQUEST_METHOD' => 'GET'] + $server)['headers'], $answer['headers']);
        }
    }

    public function testASitesOwnPageIsSentInTheClientsLanguage(): void
    {
        $this->own('404.html', '<p>any</p>');
        $this->own('404.fr.html', '<p>français</p>');
        $this->own('404.pt-br.html', '<p>brasileiro</p>');
        $cases = [
            ['', '<p>any</p>', ''], ['de', '<p>any</p>', ''], ['fr-CA', '<p>français</p>', 'fr'],
            ['pt-BR', '<p>brasileiro</p>', 'pt-br'], ['pt', '<p>any</p>', ''],
            ['de, fr;q=0.1', '<p>français</p>', 'fr'],
        ];
        foreach ($cases as [$header, $body, $language]) {
            $answer = $this->answer(self::PAGE + ['HTTP_ACCEPT_LANGUAGE' => $header]);
            self::assertSame($body, $answer['body']);
            self::assertContains('Content-Type: text/html; charset=utf-8', $answer['headers']);
            $named = array_values(preg_grep('/^Content-Language/', $answer['headers']));
            self::assertSame($language === '' ? [] : ["Content-Language: $language"], $named);
        }
        unlink($this->out->path . '/errors/404.html');
        $answer = $this->answer(self::PAGE + ['HTTP_ACCEPT_LANGUAGE' => 'de']);
        self::assertStringContainsString('Unter dieser Adresse', $answer['body']);
    }

    public function testASitesOwnPageIsForPeople(): void
    {
        $this->own('404.html', '<p>any</p>');
        self::assertSame("There is no site at this address.\n", $this->answer([])['body']);
        $answer = $this->answer(['SCRIPT_NAME' => '/webservice/rest/server.php'] + self::PAGE);
        self::assertStringContainsString('"sitenotfound"', $answer['body']);
        // Maintenance has an end; damage is something else.
        $this->own('503.html', '<p>back at noon</p>');
        self::assertSame('<p>back at noon</p>', $this->answer(self::PAGE, 503, '503')['body']);
        $answer = $this->answer(self::PAGE, 503, 'unavailable');
        self::assertStringContainsString('unavailable for the moment', $answer['body']);
        $this->own('unavailable.html', '<p>sorry</p>');
        self::assertSame('<p>sorry</p>', $this->answer(self::PAGE, 503, 'unavailable')['body']);
    }

    public function testASitesOwnPageIsNeverRun(): void
    {
        $this->own('404.html', '<?php echo 6 * 7; ?>');
        self::assertSame('<?php echo 6 * 7; ?>', $this->answer(self::PAGE)['body']);
    }

    public function testALanguageNamesNoFileElsewhere(): void
    {
        $this->own('404.html', '<p>any</p>');
        file_put_contents($this->directory . '/x.html', 'elsewhere');
        foreach (['x/../../../x', '../x', '.', 'fr/../404', 'fr.html', "fr\0", 'fr-'] as $header) {
            $answer = $this->answer(self::PAGE + ['HTTP_ACCEPT_LANGUAGE' => $header]);
            self::assertSame('<p>any</p>', $answer['body'], $header);
        }
    }

    public function testAPageThatCannotBeSentIsLoggedAndPassedOver(): void
    {
        $log = $this->directory . '/log';
        $before = ini_set('error_log', $log);
        try {
            $this->own('404.fr.html', str_repeat('x', 262144));
            $server = self::PAGE + ['HTTP_ACCEPT_LANGUAGE' => 'fr'];
            self::assertSame(262144, strlen($this->answer($server)['body']));
            self::assertFileDoesNotExist($log);
            foreach ([str_repeat('x', 262145), ''] as $text) {
                $this->own('404.fr.html', $text);
                self::assertStringContainsString('Il n’y a pas', $this->answer($server)['body']);
                self::assertStringContainsString('404.fr.html is empty, unreadable or larger', file_get_contents($log));
                unlink($log);
            }
            unlink($this->out->path . '/errors/404.fr.html');
            mkdir($this->out->path . '/errors/404.fr.html');
            self::assertStringContainsString('Il n’y a pas', $this->answer($server)['body']);
        } finally {
            ini_set('error_log', (string) $before);
        }
    }

    private function own(string $name, string $text): void
    {
        $this->out->write("errors/$name", $text);
    }

    /**
     * @param array<string, string> $server
     * @return array{headers: list<string>, body: string}
     */
    private function answer(array $server, int $status = 404, string $kind = '404'): array
    {
        return Answer::to($server, $this->out->path, $status, $kind);
    }
}
