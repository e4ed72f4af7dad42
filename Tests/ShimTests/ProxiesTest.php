<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Damage;
use VMoodleGen\Proxies;
use VMoodleGen\Tests\Support\ShimTestCase;

/**
 * Whose X-Forwarded-Host counts.
 */
final class ProxiesTest extends ShimTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->out->campus();
        $this->out->proxies([
            '10.0.0.0/8', '192.0.2.7', '172.16.0.0/12', '2001:db8:5::/48', 'fc00::/7', '2001:db8:6::1',
        ]);
    }

    /**
     * @return array<string, array{string, bool}>
     */
    public static function addresses(): array
    {
        $trusted = [
            '10.0.0.0', '10.255.255.255', '192.0.2.7', '172.16.0.1', '172.31.255.255',
            '::ffff:10.1.2.3', '::FFFF:0a01:0203',
            '2001:db8:5::', '2001:DB8:5:ffff:ffff:ffff:ffff:ffff', '2001:0db8:0005:0::1', 'fc00::1', 'fdff::1',
            '2001:db8:6::1',
        ];
        $others = [
            '9.255.255.255', '11.0.0.0', '192.0.2.6', '192.0.2.8', '172.15.255.255', '172.32.0.0',
            '2001:db8:4:ffff::1',
            '2001:db8:6::', '2001:db8:6::2', 'fe00::1', 'fb00::1', '::10.0.0.1', '::ffff:11.0.0.1', '::1', '127.0.0.1',
            '', 'unix:', 'unknown', 'localhost', ' 10.0.0.1', '10.0.0.1 ', "10.0.0.1\n", "10.0.0.1\0",
            '10.0.0.1, 10.0.0.2',
            '10.0.0.1:80', '[2001:db8:5::1]', '2001:db8:5::1%eth0', '10.1', '0x0a000001', '010.0.0.1', '167772161',
            '10.0.0.1/8', '10.0.0.256', '2001:db8:5', '::ffff:10.0.0', '10.0.0.0.1',
        ];
        $cases = [];
        foreach (['trusted' => $trusted, 'other' => $others] as $kind => $addresses) {
            foreach ($addresses as $address) {
                $cases["$kind: $address"] = [$address, $kind === 'trusted'];
            }
        }
        return $cases;
    }

    /**
     * @dataProvider addresses
     */
    public function testOnlyListedAddressesAreBelieved(string $address, bool $isTrusted): void
    {
        self::assertSame($isTrusted ? 'alpha.example' : 'backend', $this->host('alpha.example', $address));
    }

    public function testOneWellFormedHostIsBelieved(): void
    {
        foreach (['alpha.example', 'ALPHA.example.', 'alpha.example:8443', '[2001:db8::1]'] as $said) {
            self::assertSame($said, $this->host($said, '10.0.0.1'));
        }
        $lists = [
            '', ' ', 'alpha.example, beta.example', 'alpha.example,beta.example', 'alpha.example ', "alpha.example\n",
            'https://alpha.example', 'alpha.example/x', '*.example', 'alpha.example:0', "alpha.example\0",
            'host=alpha.example',
        ];
        foreach ($lists as $said) {
            self::assertSame('backend', $this->host($said, '10.0.0.1'));
        }
        $server = ['HTTP_HOST' => 'backend', 'REMOTE_ADDR' => '10.0.0.1'];
        self::assertSame('backend', Proxies::host($this->out->path, $server));
        self::assertSame('', Proxies::host($this->out->path, ['REMOTE_ADDR' => '10.0.0.1']));
        self::assertSame('backend', Proxies::host(
            $this->out->path,
            ['HTTP_HOST' => 'backend', 'HTTP_X_FORWARDED_HOST' => 'alpha.example']
        ));
    }

    public function testNobodyIsBelievedWithoutAList(): void
    {
        unlink($this->file());
        self::assertSame('backend', $this->host('alpha.example', '10.0.0.1'));
    }

    public function testADamagedListIsNoList(): void
    {
        $good = (string) file_get_contents($this->file());
        $cases = [
            '', '<?php return 1;', str_replace('VPX1', 'VPX2', $good), str_replace("'VPX1', 6", "'VPX1', 5", $good),
            str_replace('0a00000068', '0b00000068', $good), str_replace("'VPX1', ", "'VPX1', '', ", $good),
            substr($good, 0, -10),
        ];
        foreach ($cases as $text) {
            self::assertNotSame($good, $text);
            $this->out->write('releases/' . $this->out->release . '/proxies.php', $text);
            try {
                ob_start();
                $host = $this->host('alpha.example', '10.0.0.1');
                self::fail("$text: $host");
            } catch (Damage $cause) {
                self::assertStringContainsString('proxies.php', $cause->getMessage());
            } finally {
                ob_end_clean();
            }
        }
        // Where it does not matter it is not read.
        self::assertSame('alpha.example', Proxies::host($this->out->path, [
            'HTTP_HOST' => 'alpha.example', 'HTTP_X_FORWARDED_HOST' => 'alpha.example', 'REMOTE_ADDR' => '10.0.0.1',
        ]));
    }

    private function host(string $said, string $address): string
    {
        return Proxies::host($this->out->path, [
            'HTTP_HOST' => 'backend', 'HTTP_X_FORWARDED_HOST' => $said, 'REMOTE_ADDR' => $address,
        ]);
    }

    private function file(): string
    {
        return $this->out->path . '/releases/' . $this->out->release . '/proxies.php';
    }
}
