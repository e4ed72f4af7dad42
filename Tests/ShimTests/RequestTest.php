<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\ShimTestCase;
use VMoodleGen\Tests\Support\WebServer;

/**
 * Whole requests, answered by PHP's built-in server.
 */
final class RequestTest extends ShimTestCase
{
    /** @var WebServer */
    private $server;
    /** @var array<string, string> */
    private $references;

    protected function setUp(): void
    {
        parent::setUp();
        $this->references = $this->out->campus();
        $root = $this->directory . '/root';
        mkdir($root);
        copy(__DIR__ . '/fixtures/page.php', "$root/index.php");
        // A sub-directory's site runs the same code.
        symlink('.', "$root/ecole-3");
        file_put_contents("$root/config.php", "<?php\nunset(\$CFG);\nglobal \$CFG;\n\$CFG = new stdClass();\n"
            . 'require ' . var_export($this->out->path . '/vmoodle.php', true) . ";\n");
        $this->server = new WebServer($root, $this->directory . '/server.log');
    }

    protected function tearDown(): void
    {
        $this->server->stop();
        parent::tearDown();
    }

    public function testARequestIsAnsweredByItsHost(): void
    {
        $said = $this->said($this->get('alpha.example'));
        self::assertSame('m_alpha', $said['cfg']['dbname']);
        self::assertSame('alpha', $said['cfg']['vhost']);
        self::assertSame('alpha', $said['variable']);
        self::assertTrue($said['boot']);
        self::assertSame([false, false], [$said['inEnv'], $said['inServer']]);
        $said = $this->said($this->get('beta.example:8045'));
        self::assertSame(['m_beta', 'beta'], [$said['cfg']['dbname'], $said['variable']]);
        $said = $this->said($this->get('beta.example:8045', '/ecole-3/index.php'));
        self::assertSame(['m_ecole-3', 'ecole-3'], [$said['cfg']['dbname'], $said['variable']]);
        self::assertSame('beta.example:8045/ecole-3', $said['cfg']['vmoodlename']);
    }

    public function testATableOfShardsAnswersAlike(): void
    {
        $this->out->campus(2);
        foreach (['alpha.example' => 'm_alpha', 'beta.example:8045' => 'm_beta'] as $host => $database) {
            self::assertSame($database, $this->said($this->get($host))['cfg']['dbname']);
        }
        self::assertSame(404, $this->get('nobody.example')['status']);
    }

    public function testOneRequestLeavesNothingToTheNext(): void
    {
        foreach (['alpha.example', 'beta.example:8045', 'www.alpha.example', 'beta.example:8045'] as $host) {
            $said = $this->said($this->get($host));
            self::assertSame('m_' . $said['variable'], $said['cfg']['dbname']);
        }
        self::assertSame(404, $this->get('nobody.example')['status']);
    }

    public function testRefusalsSayNothingOfAnyTenant(): void
    {
        $cases = [
            ['nobody.example', 404], ['stub.example', 404], ["x'or'1", 400], ['alpha.example:99999', 400],
            ['<script>', 400], ['alpha.example/ecole-3', 400], ['*.example', 400],
            ['off.example', 403], ['gone.example', 410], ['maint.example', 503], ['alpha', 404],
        ];
        foreach ($cases as [$host, $status]) {
            $answer = $this->get($host);
            $this->assertRefused($status, $answer);
            self::assertStringNotContainsString(
                explode('.', $host)[0],
                str_replace('maintenance', '', $answer['body'])
            );
        }
        self::assertSame('300', $this->get('maint.example')['headers']['retry-after']);
        self::assertArrayNotHasKey('retry-after', $this->get('off.example')['headers']);
    }

    public function testARefusalSpeaksTheClientsLanguage(): void
    {
        $answer = $this->server->request('/index.php', [
            'Host: nobody.example', 'Accept: text/html', 'Accept-Language: fr-CA, en;q=0.5',
        ]);
        self::assertSame([404, 'text/html; charset=utf-8', 'fr', 'no-store', 'Accept, Accept-Language'], [
            $answer['status'], $answer['headers']['content-type'], $answer['headers']['content-language'],
            $answer['headers']['cache-control'], $answer['headers']['vary'],
        ]);
        self::assertStringContainsString('Il n’y a pas de site à cette adresse.', $answer['body']);
        self::assertStringNotContainsString('nobody', $answer['body']);
    }

    public function testASitesOwnPageIsSent(): void
    {
        $this->out->write('errors/410.html', '<p><?= "gone" ?></p>');
        $answer = $this->server->request('/index.php', ['Host: gone.example', 'Accept: text/html']);
        self::assertSame([410, '<p><?= "gone" ?></p>'], [$answer['status'], $answer['body']]);
    }

    public function testWebServicesAnswerInJSON(): void
    {
        foreach (['webservice/rest/server.php' => 'message', 'lib/ajax/service.php' => 'error'] as $script => $member) {
            mkdir(dirname("$this->directory/root/$script"), 0777, true);
            copy("$this->directory/root/index.php", "$this->directory/root/$script");
            symlink("$this->directory/root/config.php", dirname("$this->directory/root/$script") . '/config.php');
            $answer = $this->get('maint.example', "/$script?wstoken=x");
            self::assertSame(503, $answer['status']);
            self::assertSame('300', $answer['headers']['retry-after']);
            self::assertSame('application/json; charset=utf-8', $answer['headers']['content-type']);
            $said = json_decode($answer['body'], true);
            self::assertSame('sitemaintenance', $said['errorcode']);
            self::assertStringContainsString('maintenance', $said[$member]);
        }
    }

    public function testHEADIsAnsweredWithoutABody(): void
    {
        $answer = $this->server->request('/index.php', ['Host: off.example', 'Accept: text/html'], 'HEAD');
        self::assertSame([403, '', 'no-store'], [
            $answer['status'], $answer['body'], $answer['headers']['cache-control'],
        ]);
    }

    public function testNoHostIsABadRequest(): void
    {
        $this->assertRefused(400, $this->server->request('/index.php', []));
        $this->assertRefused(400, $this->server->request('/index.php', ['Host: ']));
    }

    public function testHeadersOfAProxyChooseNoTenant(): void
    {
        $headers = [
            'Host: nobody.example', 'X-Forwarded-Host: alpha.example', 'X-Forwarded-Proto: https',
            'Forwarded: host=alpha.example',
            'VMOODLE_KEY: alpha.example', 'VMoodle-Key: alpha.example', 'VMoodle-Host: alpha',
            'X-Original-Host: alpha.example',
        ];
        $this->assertRefused(404, $this->server->request('/index.php', $headers));
    }

    public function testATrustedProxyNamesTheHost(): void
    {
        $ask = function (string $said, string $target = '/index.php'): array {
            return $this->server->request($target, ['Host: backend', "X-Forwarded-Host: $said"]);
        };
        // The built-in server is asked from this machine.
        $this->out->proxies(['127.0.0.0/8', '::1']);
        $said = $this->said($ask('alpha.example'));
        self::assertSame(['m_alpha', 'alpha'], [$said['cfg']['dbname'], $said['variable']]);
        $said = $this->said($ask('beta.example:8045', '/ecole-3/index.php'));
        self::assertSame('m_ecole-3', $said['cfg']['dbname']);
        $refused = ['off.example' => 403, 'maint.example' => 503, 'nobody.example' => 404, 'old.example' => 308];
        foreach ($refused as $host => $status) {
            $this->assertRefused($status, $ask($host));
        }
        $this->assertRefused(404, $ask('alpha.example, beta.example:8045'));
        // A server that vouches for a host is not overruled.
        self::assertSame(200, $ask('alpha.example', '/index.php?VMOODLE_KEY=alpha.example')['status']);
        $this->assertRefused(421, $ask('alpha.example', '/index.php?VMOODLE_KEY=beta.example:8045'));
        $this->out->proxies(['192.0.2.1']);
        $this->assertRefused(404, $ask('alpha.example'));
        $this->out->write('releases/' . $this->out->release . '/proxies.php', '<?php return [];');
        $this->assertRefused(503, $ask('alpha.example'));
        self::assertStringContainsString('proxies.php has another format', $this->server->log());
    }

    public function testAQueryNamesNoHost(): void
    {
        foreach (['/index.php?--host=alpha', '/index.php?--host+alpha', '/index.php?VMOODLE_HOST=alpha'] as $target) {
            $this->assertRefused(404, $this->server->request($target, ['Host: nobody.example']));
            $said = $this->said($this->get('beta.example:8045', $target));
            self::assertSame('m_beta', $said['cfg']['dbname']);
            // register_argc_argv fills it with the query.
            self::assertSame(explode('+', substr($target, 11)), $said['argv']);
        }
    }

    public function testAnAliasIsRedirectedWithPathAndQuery(): void
    {
        $answer = $this->get('old.example', '/index.php/course/view?id=2&x=%0d%0aY:%20z');
        $this->assertRefused(308, $answer);
        self::assertSame(
            'https://alpha.example/index.php/course/view?id=2&x=%0d%0aY:%20z',
            $answer['headers']['location']
        );
        $answer = $this->get(
            'old.example',
            '/index.php?uri=' . rawurlencode("http://old.example/x\r\nSet-Cookie: a=b")
        );
        $this->assertRefused(308, $answer);
        self::assertSame('https://alpha.example/x%0D%0ASet-Cookie:%20a=b', $answer['headers']['location']);
        self::assertArrayNotHasKey('set-cookie', $answer['headers']);
    }

    public function testTheServersKeyMustAgree(): void
    {
        foreach (['VMOODLE_KEY', 'REDIRECT_VMOODLE_KEY'] as $name) {
            $answer = $this->get('alpha.example', "/index.php?$name=alpha.example");
            self::assertSame('m_alpha', $this->said($answer)['cfg']['dbname']);
            $this->assertRefused(421, $this->get('alpha.example', "/index.php?$name=beta.example:8045"));
            $this->assertRefused(421, $this->get('nobody.example', "/index.php?$name=alpha.example"));
            $this->assertRefused(421, $this->get('off.example', "/index.php?$name=alpha.example"));
            $this->assertRefused(421, $this->get('alpha.example', "/index.php?$name=0"));
            self::assertSame(200, $this->get('alpha.example', "/index.php?$name=")['status']);
        }
        // After an internal redirect the key of the new place counts.
        $both = '/index.php?VMOODLE_KEY=alpha.example&REDIRECT_VMOODLE_KEY=beta.example:8045';
        self::assertSame(200, $this->get('alpha.example', $both)['status']);
        $this->assertRefused(421, $this->get('beta.example:8045', $both));
    }

    public function testAVirtualHostOfARefusedSiteRunsNoneOfItsCode(): void
    {
        file_put_contents(
            $this->directory . '/root/refuse.php',
            '<?php require ' . var_export($this->out->path . '/vmoodle/refuse.php', true) . ";\necho 'went on';\n"
        );
        foreach (['off.example' => 403, 'gone.example' => 410, 'maint.example' => 503] as $host => $status) {
            $this->assertRefused($status, $this->get($host, '/refuse.php'));
        }
        self::assertStringNotContainsString('current release', $this->server->log());
        // Enabled again, and the server has not read its new files.
        $answer = $this->get('alpha.example', '/refuse.php');
        $this->assertRefused(503, $answer);
        self::assertSame('30', $answer['headers']['retry-after']);
        self::assertStringContainsString('the files of the current release', $this->server->log());
    }

    public function testConfigMayBeReadTwiceInOneRequest(): void
    {
        self::assertSame('m_alpha', $this->said($this->get('alpha.example', '/index.php?twice=1'))['cfg']['dbname']);
    }

    public function testAConstantThatIsThereIsLeftAlone(): void
    {
        self::assertSame('mine', $this->said($this->get('alpha.example', '/index.php?before=1'))['boot']);
    }

    public function testDamageIsUnavailableAndInTheLog(): void
    {
        $release = 'releases/' . $this->out->release;
        $root = file_get_contents($this->out->path . "/$release/hosts.php");
        $fragment = OutputDirectory::place('fragments', $this->references['alpha']);
        $settings = file_get_contents($this->out->path . "/$fragment");
        $beta = file_get_contents(
            $this->out->path . '/' . OutputDirectory::place('fragments', $this->references['beta'])
        );
        $cases = [
            ["$release/hosts.php", ''],
            ["$release/hosts.php", 'just text'],
            ["$release/hosts.php", '<?php syntax error'],
            ["$release/hosts.php", substr($root, 0, -30)],
            ["$release/hosts.php", str_replace('VPH3', 'VPH4', $root)],
            ["$release/hosts.php", str_replace('<?php', '<?phq', $root)],
            [$fragment, ''],
            [$fragment, substr($settings, 0, -30)],
            [$fragment, str_replace('fragment 2', 'fragment 3', $settings)],
            [$fragment, str_replace("'m_alpha'", "'m_alpha'hunter2'", $settings)],
            [$fragment, $beta],
        ];
        foreach ($cases as [$place, $text]) {
            $good = file_get_contents($this->out->path . "/$place");
            $this->out->write($place, $text);
            $this->assertDamaged(basename($place));
            unlink($this->out->path . "/$place");
            $this->assertDamaged(basename($place));
            $this->out->write($place, $good);
            self::assertSame(200, $this->get('alpha.example')['status']);
        }
        $this->out->point('releases/none');
        $this->assertDamaged('current');
        unlink($this->out->path . '/current');
        $this->assertDamaged('current');
        self::assertStringNotContainsString('hunter2', $this->server->log());
    }

    public function testAFileThatPHPCannotCompileIsNoSuccess(): void
    {
        $fragment = OutputDirectory::place('fragments', $this->references['alpha']);
        $this->out->write($fragment, '<?php function twice() {} function twice() {}');
        self::assertSame(503, $this->get('alpha.example')['status']);
        self::assertSame(200, $this->get('beta.example:8045')['status']);
    }

    public function testTheStatusOfThePageIsItsOwn(): void
    {
        foreach (['' => 200, 'status=404' => 404, 'sent=1' => 200] as $query => $status) {
            $answer = $this->get('alpha.example', "/index.php?$query");
            self::assertSame($status, $answer['status'], $answer['body']);
            self::assertStringEndsWith('}', $answer['body']);
            self::assertStringNotContainsString('Warning', $answer['body']);
        }
        self::assertSame(302, $this->get('alpha.example', '/index.php?location=1')['status']);
    }

    public function testASecretThatIsMissingIsUnavailable(): void
    {
        $reference = $this->out->fragment(
            'alpha',
            ['wwwroot' => 'https://alpha.example'],
            ['dbpass' => $this->directory . '/secret']
        );
        $record = "200\t0\talpha\talpha.example\t$reference";
        $this->out->publish(['alpha.example' => $record], ['alpha' => $record]);
        $this->assertDamaged('dbpass of host alpha');
        file_put_contents($this->directory . '/secret', "hunter2\nhunter2");
        $this->assertDamaged('dbpass of host alpha');
        self::assertStringNotContainsString('hunter2', $this->server->log());
        file_put_contents($this->directory . '/secret', "hunter2\n");
        self::assertSame('hunter2', $this->said($this->get('alpha.example'))['cfg']['dbpass']);
    }

    public function testANewReleaseAnswersAtOnce(): void
    {
        self::assertSame(404, $this->get('new.example')['status']);
        $first = $this->out->release;
        $record = "200\t0\tnew\tnew.example\t" . $this->out->fragment('new', ['wwwroot' => 'https://new.example']);
        $this->out->publish(['new.example' => $record], ['new' => $record]);
        self::assertSame(200, $this->get('new.example')['status']);
        self::assertSame(404, $this->get('alpha.example')['status']);
        $this->out->point("releases/$first");
        self::assertSame(200, $this->get('alpha.example')['status']);
    }

    /**
     * @return array{status: int, headers: array<string, string>, body: string}
     */
    private function get(string $host, string $target = '/index.php'): array
    {
        return $this->server->request($target, ["Host: $host"]);
    }

    /**
     * @param array{status: int, headers: array<string, string>, body: string} $answer
     * @return array<string, mixed>
     */
    private function said(array $answer): array
    {
        self::assertSame(200, $answer['status'], $answer['body'] . $this->server->log());
        return json_decode($answer['body'], true, 512, JSON_THROW_ON_ERROR);
    }

    /**
     * @param array{status: int, headers: array<string, string>, body: string} $answer
     */
    private function assertRefused(int $status, array $answer): void
    {
        self::assertSame($status, $answer['status'], $answer['body']);
        self::assertSame('text/plain; charset=utf-8', $answer['headers']['content-type']);
        self::assertSame('no-store', $answer['headers']['cache-control']);
        self::assertMatchesRegularExpression('/\A[A-Z][A-Za-z .]+\.\n\z/', $answer['body']);
        self::assertSame($status === 308, isset($answer['headers']['location']));
    }

    private function assertDamaged(string $logged): void
    {
        $before = strlen($this->server->log());
        $answer = $this->get('alpha.example');
        $this->assertRefused(503, $answer);
        self::assertSame('30', $answer['headers']['retry-after']);
        $lines = preg_grep('/vmoodle-gen: /', explode("\n", substr($this->server->log(), $before)));
        self::assertCount(1, $lines);
        self::assertStringContainsString($logged, (string) reset($lines));
    }
}
