<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Authority;
use VMoodleGen\Tests\Support\ShimTestCase;

final class HostGrammarTest extends ShimTestCase
{
    public function testEveryVectorHasItsBases(): void
    {
        $cases = self::vectors('http-host.json')['cases'];
        self::assertGreaterThan(200, count($cases));
        foreach ($cases as $case) {
            $host = isset($case['hex']) ? hex2bin($case['hex']) : self::text($case['host']);
            self::assertSame($case['bases'] ?? [], Authority::bases($host), 'host ' . json_encode($case));
        }
    }

    public function testEveryByteInEveryPositionHasItsBases(): void
    {
        // Too many to be stored: of each the file has how many are well-formed, and a sum over all bases.
        $cases = self::vectors('http-host.json')['generated'];
        self::assertGreaterThan(3, count($cases));
        foreach ($cases as $case) {
            $lines = '';
            $wellFormed = 0;
            for ($position = 0; $position < strlen($case['host']); $position++) {
                for ($byte = 0; $byte < 256; $byte++) {
                    $host = substr_replace($case['host'], chr($byte), $position, 1);
                    $bases = Authority::bases($host);
                    $wellFormed += $bases === [] ? 0 : 1;
                    $lines .= bin2hex($host) . "\t" . implode(' ', $bases) . "\n";
                }
            }
            self::assertSame($case['well_formed'], $wellFormed, $case['host']);
            self::assertSame($case['crc32'], hash('crc32b', $lines), $case['host']);
        }
    }

    public function testABaseIsItsOwnFirstBase(): void
    {
        foreach (self::vectors('http-host.json')['cases'] as $case) {
            foreach ($case['bases'] ?? [] as $base) {
                self::assertSame($base, Authority::bases($base)[0]);
            }
        }
    }

    public function testTheShortWayAndTheLongWayAgree(): void
    {
        foreach (self::vectors('http-host.json')['cases'] as $case) {
            $host = isset($case['hex']) ? hex2bin($case['hex']) : self::text($case['host']);
            if (strpos($host, ':') === false && substr($host, -1) !== '.') {
                // A port keeps a host off the short way, and so does a trailing dot.
                self::assertSame(Authority::bases($host), Authority::bases("$host:80"), json_encode($case));
                self::assertSame(Authority::bases($host), Authority::bases("$host."), json_encode($case));
            }
        }
    }

    public function testHostWithTwoPortsIsMalformed(): void
    {
        self::assertSame([], Authority::bases('alpha.example:80:81'));
    }

    public function testExactlyOneTrailingDotIsDropped(): void
    {
        self::assertSame(['alpha.example'], Authority::bases('alpha.example.'));
        self::assertSame([], Authority::bases('alpha.example..'));
    }

    public function testDefaultPortsAreDropped(): void
    {
        self::assertSame(['alpha.example'], Authority::bases('alpha.example:80'));
        self::assertSame(['alpha.example'], Authority::bases('alpha.example:00443'));
        self::assertSame(['alpha.example:8080', 'alpha.example'], Authority::bases('alpha.example:08080'));
    }

    public function testEveryPortNumberIsItself(): void
    {
        for ($port = 0; $port <= 70000; $port++) {
            $expected = $port < 1 || $port > 65535 ? []
                : ($port === 80 || $port === 443 ? ['a'] : ["a:$port", 'a']);
            if (Authority::bases("a:$port") !== $expected) {
                self::fail("port $port");
            }
        }
        self::assertTrue(true);
    }

    public function testALineEndNeverPasses(): void
    {
        $cases = [
            "alpha.example\n", "alpha.example:80\n", "alpha.example:8080\n", "192.0.2.7\n", "\n", "a.\n",
        ];
        foreach ($cases as $host) {
            self::assertSame([], Authority::bases($host), json_encode($host));
        }
    }

    public function testEveryQuadOfEdgeNumbersIsCanonicalOrMalformed(): void
    {
        $numbers = [
            '0', '1', '9', '10', '99', '100', '199', '200', '249', '250', '255', '256', '260', '300', '00', '01',
        ];
        foreach ($numbers as $first) {
            foreach ($numbers as $last) {
                $good = !in_array($first, ['256', '260', '300', '00', '01'], true)
                    && !in_array($last, ['256', '260', '300', '00', '01'], true);
                self::assertSame($good ? ["$first.2.3.$last"] : [], Authority::bases("$first.2.3.$last"));
            }
        }
    }

    public function testHostsOfAnyThreeBytesFollowTheLabelGrammar(): void
    {
        // Every arrangement of the kinds of byte that the grammar tells apart.
        $bytes = ['a', '1', '0', 'x', '-', '_', '.', 'Z', "\xc3", ' '];
        foreach ($bytes as $one) {
            foreach ($bytes as $two) {
                foreach ($bytes as $three) {
                    $host = "$one$two$three.a";
                    self::assertSame(self::plain($host), Authority::bases($host), json_encode(bin2hex($host)));
                    self::assertSame(self::plain($host), Authority::bases("$host:80"), json_encode(bin2hex($host)));
                    $host = "a.$one$two$three";
                    self::assertSame(self::plain($host), Authority::bases($host), json_encode(bin2hex($host)));
                    self::assertSame(self::plain($host), Authority::bases("$host:80"), json_encode(bin2hex($host)));
                }
            }
        }
    }

    /**
     * The grammar of names without port, label by label.
     *
     * @return list<string>
     */
    private static function plain(string $host): array
    {
        if (substr($host, -1) === '.') {
            $host = substr($host, 0, -1);
        }
        $host = str_replace('Z', 'z', $host);
        $labels = explode('.', $host);
        foreach ($labels as $label) {
            if (preg_match('/\A[a-z0-9]([a-z0-9_-]*[a-z0-9])?\z/', $label) !== 1) {
                return [];
            }
        }
        $last = end($labels);
        return preg_match('/\A([0-9]+\z|0x)/', $last) === 1 ? [] : [$host];
    }
}
