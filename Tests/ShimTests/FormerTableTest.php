<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Table;
use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\ShimTestCase;

/**
 * Tables of before, which releases have that a rollback goes back to.
 */
final class FormerTableTest extends ShimTestCase
{
    public function testEveryKeyIsFoundAndNoOther(): void
    {
        $vectors = self::vectors('resolution.json');
        $this->out->publishFormer();
        foreach (['keys' => 'hosts', 'ids' => 'ids'] as $records => $table) {
            foreach ($vectors[$records] as $key => $record) {
                self::assertSame(explode("\t", $record), $this->lookup($table, (string) $key));
            }
            foreach (['', 'nobody', 'nobody.example', "alpha.example\t"] as $key) {
                self::assertNull($this->lookup($table, $key));
            }
        }
    }

    public function testKeysOfOneCrc32AreToldApart(): void
    {
        // crc32 is the same for these two.
        $keys = ['virt9326.example.edu', 'evil8123.example.qliv'];
        $rows = '';
        foreach ($keys as $number => $key) {
            $record = "$key\t403\t0\thost$number\t$key\t";
            $rows .= "$record\t" . hash('crc32b', $record) . "\n";
        }
        $index = '000' . strlen($rows);
        $sum = crc32("1\t1\t1\t3\t \t$index\t$rows");
        $reference = str_repeat('a', 32);
        $this->out->publishFormer();
        $this->out->write(
            OutputDirectory::place('shards', $reference),
            "<?php return ['VPH1', 1, 1, 1, 3, $sum, ' ', '$index', '$rows'];"
        );
        $sum = crc32("2\t32\t$reference");
        $this->out->write(
            "releases/{$this->out->release}/hosts.php",
            "<?php return ['VPH1', 2, 32, $sum, '$reference'];"
        );
        foreach ($keys as $number => $key) {
            self::assertSame("host$number", $this->lookup('hosts', $key)[2]);
        }
        self::assertNull($this->lookup('hosts', 'nobody.example'));
    }

    public function testWhatIsAlteredIsDamage(): void
    {
        $this->out->publishFormer();
        $release = "releases/{$this->out->release}";
        $files = ["{$this->out->path}/$release/hosts.php"];
        foreach (str_split((include $files[0])[4], 32) as $reference) {
            $files[] = $this->out->path . '/' . OutputDirectory::place('shards', $reference);
        }
        foreach ($files as $file) {
            $good = file_get_contents($file);
            $changes = [
                ["', '", "', 1, '"], ["'VPH", "'vPH"], ["];\n", ", 1];\n"], ['0', '1'], ["\t200\t", "\t403\t"],
                ["'VPH1', 1", "'VPH1', 2"], ["'VPH2', 72", "'VPH2', 73"],
            ];
            foreach ($changes as [$from, $to]) {
                $bad = str_replace($from, $to, $good);
                if ($bad !== $good) {
                    file_put_contents($file, $bad);
                    $message = self::damage(function (): void {
                        foreach (self::vectors('resolution.json')['keys'] as $key => $record) {
                            $this->lookup('hosts', (string) $key);
                        }
                        // None has such a key: each shard has to be whole.
                        for ($number = 0; $number < 100; $number++) {
                            $this->lookup('hosts', "host$number.example");
                        }
                    }, "$file: $from");
                    self::assertStringContainsString($this->out->path, $message);
                }
            }
            file_put_contents($file, $good);
        }
    }

    private function lookup(string $table, string $key): ?array
    {
        return Table::lookup($this->out->path, "releases/{$this->out->release}", $table, $key);
    }
}
