<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Damage;
use VMoodleGen\Refusal;
use VMoodleGen\Resolution;
use VMoodleGen\Tests\Support\ShimTestCase;

final class ResolutionTest extends ShimTestCase
{
    public function testEveryVectorHasItsAnswer(): void
    {
        $vectors = self::vectors('resolution.json');
        // 1 key a shard: the vectors cross shards, too. 0: the formats of before, in which a kept release may be.
        foreach ([1024, 1, 0] as $keysPerShard) {
            if ($keysPerShard > 0) {
                $this->out->publish($vectors['keys'], $vectors['ids'], $keysPerShard);
            } else {
                $this->out->publishFormer();
            }
            foreach ($vectors['requests'] as $request) {
                $answer = Resolution::of(
                    $this->out->path,
                    self::text($request['host']),
                    self::text($request['script']),
                    $request['server_key'] ?? ''
                );
                $location = $answer['status'] === 308
                    ? Refusal::location($answer['payload'], $request['uri'] ?? '')
                    : null;
                self::assertSame(
                    [$request['status'], $request['id'], $location],
                    [$answer['status'], $answer['id'], $request['location'] === null ? null : $location],
                    json_encode($request)
                );
                self::assertSame($request['location'], $location, json_encode($request));
            }
        }
    }

    public function testEnabledAnswersCarryTheFragmentOfTheirOwnHost(): void
    {
        $vectors = self::vectors('resolution.json');
        $this->out->publish($vectors['keys'], $vectors['ids']);
        foreach ($vectors['requests'] as $request) {
            [$host, $script] = [self::text($request['host']), self::text($request['script'])];
            $answer = Resolution::of($this->out->path, $host, $script, '');
            if ($answer['status'] === 200) {
                self::assertSame(explode("\t", $vectors['ids'][$answer['id']])[4], $answer['payload']);
            }
        }
    }

    public function testAMalformedHostIsAnsweredWithoutATable(): void
    {
        self::assertSame(400, Resolution::of('/nowhere', '', '/', '')['status']);
    }

    public function testAnUnknownStatusIsDamage(): void
    {
        $this->out->publish(['a.example' => "201\t0\ta\ta.example\t"], []);
        $this->expectException(Damage::class);
        Resolution::of($this->out->path, 'a.example', '/', '');
    }

    public function testAnEmptyTableKnowsNoHost(): void
    {
        $this->out->publish([], []);
        self::assertSame(404, Resolution::of($this->out->path, 'a.example', '/', '')['status']);
    }

    public function testWildcardsAreTriedOnlyWhereTheRootSaysSo(): void
    {
        $key = "200\t0\twild\twild.example\t" . str_repeat('0', 32);
        $wildcards = [
            '*.a.example' => ['x.a.example', 'x.a.example:81'],
            '*.a.example:81' => ['x.a.example:81'],
        ];
        foreach ($wildcards as $name => $hosts) {
            $this->out->publish([$name => $key], []);
            foreach ($hosts as $host) {
                self::assertSame('wild', Resolution::of($this->out->path, $host, '/', '')['id']);
            }
            $file = "releases/{$this->out->release}/hosts.php";
            $root = include $this->out->path . "/$file";
            self::assertSame(strpos($name, ':') === false ? 3 : 5, $root[2]);
            // The same keys, but for what the root says: one probe of the exact key is all there is.
            $root[2] = 1;
            $root[11] = crc32(implode("\t", array_slice($root, 1, 10)));
            $this->out->write($file, '<?php return ' . var_export($root, true) . ';');
            foreach ($hosts as $host) {
                self::assertNull(Resolution::of($this->out->path, $host, '/', '')['id']);
            }
        }
        self::assertSame(404, Resolution::of($this->out->path, 'x.b.example', '/', '')['status']);
    }

    public function testARootWhoseFormsWereAlteredIsDamage(): void
    {
        $this->out->publish(['*.a.example' => "403\t0\twild\twild.example\t"], []);
        $file = "releases/{$this->out->release}/hosts.php";
        $root = file_get_contents($this->out->path . "/$file");
        self::assertStringContainsString("['VPH3', 1, 3, 32,", $root);
        foreach (['0', '1', '2', '4', '7', "'3'", 'null', '3, 3'] as $forms) {
            $this->out->write($file, str_replace("['VPH3', 1, 3, 32,", "['VPH3', 1, $forms, 32,", $root));
            self::damage(function (): void {
                Resolution::of($this->out->path, 'x.b.example', '/', '');
            }, $forms);
        }
    }

    public function testTheServersKeyIsNeverOverruledByAnyRecord(): void
    {
        $vectors = self::vectors('resolution.json');
        $this->out->publish($vectors['keys'], $vectors['ids']);
        foreach ($vectors['requests'] as $request) {
            [$host, $script] = [self::text($request['host']), self::text($request['script'])];
            $answer = Resolution::of($this->out->path, $host, $script, 'nobody.example');
            self::assertContains($answer['status'], [400, 421]);
        }
    }

    public function testARedirectCannotBreakOutOfItsHeader(): void
    {
        self::assertSame(
            'https://a.example/x%0D%0AX:%20y%00%7F',
            Refusal::location('https://a.example', "/x\r\nX: y\0\x7f")
        );
    }

    public function testARedirectKeepsAnyOtherByte(): void
    {
        $uri = '/';
        for ($byte = 0x21; $byte < 0x100; $byte++) {
            $uri .= $byte === 0x7f ? '' : chr($byte);
        }
        self::assertSame("https://a.example$uri", Refusal::location('https://a.example', $uri));
    }
}
