<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Damage;
use VMoodleGen\Resolution;
use VMoodleGen\Table;
use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\ShimTestCase;
use VMoodleGen\Tests\Support\Table as WrittenTable;

/**
 * Whatever happens to one file, a known key is answered rightly or not at all, and an unknown one is never a tenant.
 */
final class DamageTest extends ShimTestCase
{
    private const UNKNOWN = ['gamma.example', 'alpha.exampl', 'beta.example', '404', "alpha.example\t200"];

    /** @var array<string, string> */
    private $records;

    protected function setUp(): void
    {
        parent::setUp();
        $this->records = [
            'alpha.example' => "200\t1\talpha\talpha.example\t" . md5('alpha'),
            'alpha.example/ecole-3' => "200\t0\tecole-3\talpha.example/ecole-3\t" . md5('ecole-3'),
            'old.example' => "308\t0\talpha\talpha.example\thttps://alpha.example",
            'stub.example:8080' => "404\t1\t\t\t",
            'off.example' => "403\t0\toff\toff.example\t",
        ];
    }

    public function testNoFlippedBitOfARootNamesAnotherTenant(): void
    {
        $this->out->publish($this->records, [], 2);
        $this->assertDamageIsSeen("releases/{$this->out->release}/hosts.php", self::flipped());
    }

    public function testNoFlippedBitOfAShardNamesAnotherTenant(): void
    {
        $table = new WrittenTable($this->records, 2);
        $this->out->publish($this->records, [], 2);
        foreach (array_keys($table->shards) as $reference) {
            $this->assertDamageIsSeen(OutputDirectory::place('shards', (string) $reference), self::flipped());
        }
    }

    public function testNoFlippedBitOfATableOfOneFileNamesAnotherTenant(): void
    {
        $this->out->publish($this->records, []);
        $this->assertDamageIsSeen("releases/{$this->out->release}/hosts.php", self::flipped());
    }

    public function testNoCutRootNamesAnotherTenant(): void
    {
        $this->out->publish($this->records, [], 2);
        $this->assertDamageIsSeen("releases/{$this->out->release}/hosts.php", self::cut());
    }

    public function testNoCutShardNamesAnotherTenant(): void
    {
        $table = new WrittenTable($this->records, 2);
        $this->out->publish($this->records, [], 2);
        foreach (array_keys($table->shards) as $reference) {
            $this->assertDamageIsSeen(OutputDirectory::place('shards', (string) $reference), self::cut());
        }
    }

    public function testNoCutTableOfOneFileNamesAnotherTenant(): void
    {
        $this->out->publish($this->records, []);
        $this->assertDamageIsSeen("releases/{$this->out->release}/hosts.php", self::cut());
    }

    public function testNoFlippedBitOfALinkNamesAnotherRelease(): void
    {
        $this->out->publish($this->records, []);
        $good = 'releases/' . $this->out->release;
        foreach (self::flipped()($good) as $target) {
            if (strpos($target, "\0") !== false) {
                continue;
            }
            $this->out->point($target);
            try {
                $answer = Resolution::of($this->out->path, 'alpha.example', '/', '');
                self::fail("$target answered " . json_encode($answer));
            } catch (Damage $cause) {
                self::assertTrue(true);
            }
        }
    }

    public function testASubPathIsNotAnsweredByItsRootWhenTheTableIsDamaged(): void
    {
        $this->out->publish($this->records, []);
        $place = "releases/{$this->out->release}/hosts.php";
        $shard = file_get_contents($this->out->path . "/$place");
        // The sub-path's row is gone, all else is as it was: what a look-up without the sum would take for unknown.
        $this->out->write($place, str_replace('alpha.example/ecole-3', 'alpha.example/ecole-4', $shard));
        $this->expectException(Damage::class);
        Resolution::of($this->out->path, 'alpha.example', '/ecole-3/index.php', '');
    }

    /**
     * @param callable(string): iterable<string> $damages
     */
    private function assertDamageIsSeen(string $place, callable $damages): void
    {
        $file = $this->out->path . "/$place";
        $good = file_get_contents($file);
        $seen = 0;
        $warnings = [];
        set_error_handler(static function (int $level, string $message) use (&$warnings): bool {
            // What `@` silences stays silent.
            if ((error_reporting() & $level) !== 0) {
                $warnings[] = $message;
            }
            return true;
        });
        ob_start();
        foreach ($damages($good) as $text) {
            // Some file systems write a truncated file out at once.
            unlink($file);
            file_put_contents($file, $text);
            foreach ($this->records as $key => $record) {
                $answer = $this->answer($key);
                if ($answer === 'damage') {
                    $seen++;
                } elseif ($answer !== explode("\t", $record)) {
                    restore_error_handler();
                    ob_end_clean();
                    self::fail("$key: " . json_encode($answer) . "\n" . json_encode(bin2hex($text)));
                }
            }
            foreach (self::UNKNOWN as $key) {
                $answer = $this->answer($key);
                if ($answer !== null && $answer !== 'damage') {
                    restore_error_handler();
                    ob_end_clean();
                    self::fail("$key: " . json_encode($answer) . "\n" . json_encode(bin2hex($text)));
                }
            }
        }
        // A file without its `<?php` prints itself; that boot() swallows it is tested where boot() is.
        ob_end_clean();
        restore_error_handler();
        self::assertSame([], array_unique($warnings));
        self::assertGreaterThan(0, $seen);
    }

    /**
     * @return list<string>|string|null
     */
    private function answer(string $key)
    {
        try {
            return Table::lookup($this->out->path, "releases/{$this->out->release}", 'hosts', $key);
        } catch (Damage $cause) {
            return 'damage';
        }
    }

    private static function flipped(): callable
    {
        return static function (string $text): iterable {
            for ($bit = 0; $bit < 8 * strlen($text); $bit++) {
                $damaged = $text;
                $damaged[$bit >> 3] = chr(ord($damaged[$bit >> 3]) ^ 1 << ($bit & 7));
                // PHP 7 drops the control character, and then ends with a fatal error that no code sees (a 503, too).
                if (PHP_VERSION_ID >= 80000 || preg_match('/[\[,] ?[\x00-\x1f\x7f],/', $damaged) !== 1) {
                    yield $damaged;
                }
            }
        };
    }

    private static function cut(): callable
    {
        return static function (string $text): iterable {
            // Without its last line end a file still is what it was.
            for ($length = 0; $length < strlen($text) - 1; $length++) {
                yield substr($text, 0, $length);
            }
        };
    }
}
