<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Damage;
use VMoodleGen\Fragment;
use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\ShimTestCase;

final class SettingsTest extends ShimTestCase
{
    public function testSettingsAreTheFragmentsAndVMoodlesNames(): void
    {
        $settings = [
            'wwwroot' => 'https://a.example:8443/x',
            'dboptions' => ['dbport' => 3306, 'dbpersist' => false],
            'directorypermissions' => 02770,
            'text' => "it's \\ \$x <?php ?> \xc3\xa9",
        ];
        $reference = $this->out->fragment('a', $settings);
        $expected = $settings + [
            'vmoodleroot' => 'https://a.example:8443/x', 'vmoodlename' => 'a.example:8443/x', 'vhost' => 'a',
        ];
        $given = Fragment::settings($this->out->path, $reference, 'a');
        ksort($expected);
        ksort($given);
        self::assertSame($expected, $given);
    }

    public function testTheMainSitesUrlIsTheFragmentsWord(): void
    {
        $main = ['mainwwwroot' => 'https://main.example'];
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example'] + $main);
        self::assertSame('https://main.example', Fragment::settings($this->out->path, $reference, 'a')['mainwwwroot']);
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example']);
        self::assertArrayNotHasKey('mainwwwroot', Fragment::settings($this->out->path, $reference, 'a'));
    }

    public function testAValueInAFileLosesOneLineEnd(): void
    {
        foreach (["pass\n" => 'pass', ' p #w ' => ' p #w ', "\t\xff\n" => "\t\xff", '0' => '0'] as $text => $value) {
            $settings = $this->withSecret((string) $text);
            self::assertSame($value, $settings['dbpass']);
        }
        self::assertSame(65536, strlen($this->withSecret(str_repeat('x', 65536) . "\n")['dbpass']));
    }

    public function testAValueThatIsNoLineIsDamageThatDoesNotTellIt(): void
    {
        $cases = [
            '', "\n", "hunter2\n\n", "hunter2\r\n", "\nhunter2", "hun\0ter2", "hunter2\r",
            str_repeat('hunter2', 10000),
        ];
        foreach ($cases as $text) {
            try {
                $this->withSecret($text);
                self::fail(json_encode(substr($text, 0, 20)));
            } catch (Damage $cause) {
                self::assertStringNotContainsString('hunter2', $cause->getMessage() . $cause->getTraceAsString());
                self::assertStringContainsString('dbpass', $cause->getMessage());
                self::assertStringContainsString('host a', $cause->getMessage());
            }
        }
    }

    public function testAValueIsReadFromAnAbsolutePathOnly(): void
    {
        $cases = [
            'data://text/plain,hunter2', 'php://stdin', 'file:///etc/hostname', 'etc/hostname', '', '/', '/nowhere',
        ];
        foreach ($cases as $path) {
            $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example'], ['dbpass' => $path]);
            $this->assertDamage($reference, 'a');
        }
    }

    public function testAFragmentOfAnotherHostIsDamage(): void
    {
        $this->assertDamage($this->out->fragment('b', ['wwwroot' => 'https://a.example']), 'a');
        $this->assertDamage($this->out->fragment('', ['wwwroot' => 'https://a.example']), 'a');
        $this->assertDamage($this->out->fragment('A', ['wwwroot' => 'https://a.example']), 'a');
    }

    public function testAFragmentWithoutAUrlIsDamage(): void
    {
        $this->assertDamage($this->out->formerFragment('a', []), 'a');
        $this->assertDamage($this->out->formerFragment('a', ['wwwroot' => 'a.example']), 'a');
        $this->assertDamage($this->out->formerFragment('a', ['wwwroot' => ['https://a.example']]), 'a');
    }

    public function testAReferenceThatIsNoneIsDamage(): void
    {
        $cases = [
            '', 'x', str_repeat('A', 32), str_repeat('0', 31), '../../../../etc/passwd', str_repeat('../', 10) . 'xx',
        ];
        foreach ($cases as $reference) {
            $this->assertDamage($reference, 'a');
        }
    }

    public function testACutFragmentSetsNothing(): void
    {
        $reference = $this->out->fragment('a', [
            'wwwroot' => 'https://a.example', 'dbname' => 'a', 'dbpass' => 'hunter2',
        ]);
        $place = OutputDirectory::place('fragments', $reference);
        $text = file_get_contents($this->out->path . "/$place");
        for ($length = 0; $length < strlen($text) - 2; $length++) {
            unlink($this->out->path . "/$place");
            $this->out->write($place, substr($text, 0, $length));
            $this->assertDamage($reference, 'a');
        }
    }

    public function testAFragmentThatDoesNotParseDoesNotTellItsPassword(): void
    {
        $reference = str_repeat('0', 32);
        foreach (["['dbpass' => 'a'hunter2']", "['dbpass' => hunter2]", "['dbpass' => 'hunter2]"] as $settings) {
            $this->out->write(
                OutputDirectory::place('fragments', $reference),
                "<?php\nreturn ['vmoodle-gen fragment 1', 'a', $settings, []];\n"
            );
            $this->assertDamage($reference, 'a');
        }
    }

    public function testTheSumHoldsWhateverDigitsPhpIniAsksFor(): void
    {
        $settings = [
            'wwwroot' => 'https://a.example', 'rate' => 0.1, 'rates' => ['x' => [1.5, -0.0, 1e300]],
            '12' => [true, null],
        ];
        $reference = $this->out->fragment('a', $settings);
        $precision = ini_get('serialize_precision');
        foreach (['-1', '17', '5'] as $digits) {
            ini_set('serialize_precision', $digits);
            $given = Fragment::settings($this->out->path, $reference, 'a');
            ini_set('serialize_precision', $precision);
            self::assertSame([0.1, [1.5, -0.0, 1e300]], [$given['rate'], $given['rates']['x']]);
            self::assertSame([true, null], $given[12]);
        }
        $place = OutputDirectory::place('fragments', $reference);
        $text = file_get_contents($this->out->path . "/$place");
        $changes = [["'rate' => 0.1", "'rate' => 0.2"], ['1.5', '1.25'], ['-0.0', '0.0'], ['true', 'false']];
        foreach ($changes as [$from, $to]) {
            self::assertStringContainsString($from, $text);
            $this->out->write($place, str_replace($from, $to, $text));
            $this->assertDamage($reference, 'a');
        }
    }

    public function testEveryReviewedFragmentHasItsSum(): void
    {
        $files = glob(dirname(__DIR__) . '/Accepted/*/output/fragments/*/*.php');
        self::assertGreaterThan(20, count($files));
        foreach ($files as $file) {
            $id = (include $file)[1];
            try {
                $reference = basename(dirname($file)) . basename($file, '.php');
                self::assertArrayHasKey('vhost', Fragment::settings(dirname($file, 3), $reference, $id));
            } catch (Damage $cause) {
                // Those of the examples lie nowhere.
                self::assertStringContainsString('the file for $CFG->', $cause->getMessage());
            }
        }
    }

    public function testAFragmentOfTheFormerFormatIsRead(): void
    {
        $reference = $this->out->formerFragment('a', ['wwwroot' => 'http://a.b.example/x', 'rate' => 0.1]);
        self::assertSame([
            'wwwroot' => 'http://a.b.example/x', 'rate' => 0.1, 'vmoodleroot' => 'http://a.b.example/x',
            'vmoodlename' => 'a.b.example/x', 'vhost' => 'a',
        ], Fragment::settings($this->out->path, $reference, 'a'));
    }

    public function testATemplateOfASitesOwnMayAddSettings(): void
    {
        $own = ", 6 => ['own' => 1, 'dbname' => 'other']";
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example', 'dbname' => 'a'], [], $own);
        $given = Fragment::settings($this->out->path, $reference, 'a');
        self::assertSame(['other', 1, 'a'], [$given['dbname'], $given['own'], $given['vhost']]);
        foreach ([', 6 => 1', ', 6 => [], 7 => []', ', 7 => []'] as $own) {
            $this->assertDamage($this->out->fragment('a', ['wwwroot' => 'https://a.example'], [], $own), 'a');
        }
    }

    public function testSecretsInsideSettingsAreReadIntoTheirPlaces(): void
    {
        $file = $this->directory . '/inner';
        file_put_contents($file, "hunter2\n");
        $reference = $this->out->fragment(
            'a',
            ['wwwroot' => 'https://a.example', 'plugins' => ['auth_x' => ['k' => 1]], 'list' => ['', 'b']],
            [[$file, ['plugins', 'auth_x', 'pw']], [$file, ['list', '0']], [$file, ['new', 'deep']]]
        );
        $settings = Fragment::settings($this->out->path, $reference, 'a');
        self::assertSame(['auth_x' => ['k' => 1, 'pw' => 'hunter2']], $settings['plugins']);
        self::assertSame(['hunter2', 'b'], $settings['list']);
        self::assertSame(['deep' => 'hunter2'], $settings['new']);
    }

    public function testPlaceInsideSettingsThatIsNoneIsDamage(): void
    {
        $file = $this->directory . '/inner';
        file_put_contents($file, "hunter2\n");
        foreach ([[$file], [$file, []], [$file, 'x'], [$file, [1]], [$file, ['wwwroot', 'x']]] as $entry) {
            $this->assertDamage($this->out->fragment('a', ['wwwroot' => 'https://a.example'], [$entry]), 'a');
        }
    }

    private function assertDamage(string $reference, string $id): void
    {
        $message = self::damage(function () use ($reference, $id): void {
            Fragment::settings($this->out->path, $reference, $id);
        }, $reference);
        self::assertStringNotContainsString('hunter2', $message);
    }

    /**
     * @return array<string, mixed>
     */
    private function withSecret(string $text): array
    {
        $file = $this->directory . '/secret';
        file_put_contents($file, $text);
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example'], ['dbpass' => $file]);
        return Fragment::settings($this->out->path, $reference, 'a');
    }
}
