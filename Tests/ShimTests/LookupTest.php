<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Output;
use VMoodleGen\Table;
use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\ShimTestCase;
use VMoodleGen\Tests\Support\Table as WrittenTable;

final class LookupTest extends ShimTestCase
{
    public function testEveryKeyOfEverySizeIsFound(): void
    {
        foreach (array_merge(range(0, 40), [100, 257, 1024, 1025, 3000]) as $size) {
            $records = self::records($size);
            $this->out->publish($records, []);
            foreach ($records as $key => $record) {
                self::assertSame(explode("\t", $record), $this->lookup((string) $key));
            }
            for ($i = 0; $i < 50; $i++) {
                self::assertNull($this->lookup("other$i.example"));
            }
        }
    }

    public function testManyShardsHoldTheSame(): void
    {
        $records = self::records(300);
        foreach ([1, 7, 150] as $keysPerShard) {
            $this->out->publish($records, [], $keysPerShard);
            foreach ($records as $key => $record) {
                self::assertSame(explode("\t", $record), $this->lookup((string) $key));
            }
        }
    }

    public function testKeysOfOneCrc32AreToldApart(): void
    {
        // crc32 is the same for these (found by search), as it is for any key that an attacker forges.
        $pairs = self::collisions();
        foreach ($pairs as [$one, $other]) {
            self::assertSame(crc32($one), crc32($other));
            $this->out->publish([$one => "403\t0\tone\t$one\t", $other => "410\t0\tother\t$other\t"], []);
            self::assertSame('one', $this->lookup($one)[2]);
            self::assertSame('other', $this->lookup($other)[2]);
            $this->out->publish([$one => "403\t0\tone\t$one\t"], []);
            self::assertNull($this->lookup($other));
        }
    }

    public function testAKeyWithATabDoesNotMatchAFieldOfARow(): void
    {
        $this->out->publish(['a.example' => "403\t0\ta\ta.example\t"], []);
        foreach (["a.example\t403", "a.example\t403\t0", "a.example\t", "a.example\n", "\ta.example", ''] as $key) {
            self::assertNull($this->lookup($key), json_encode($key));
        }
    }

    public function testARowIsFoundByItsWholeKeyOnly(): void
    {
        $this->out->publish(['b.alpha.example' => "403\t0\tb\tb.alpha.example\t"], []);
        foreach (['alpha.example', 'b.alpha', 'b.alpha.exampl', 'b.alpha.examplee', 'B.alpha.example'] as $key) {
            self::assertNull($this->lookup($key));
        }
    }

    public function testAnIdIsNotAKeyAndAKeyIsNotAnId(): void
    {
        $this->out->campus();
        $release = "releases/{$this->out->release}";
        self::assertNull(Table::lookup($this->out->path, $release, 'hosts', 'ecole-3'));
        self::assertNull(Table::lookup($this->out->path, $release, 'ids', 'alpha.example'));
        self::assertSame('alpha', Table::lookup($this->out->path, $release, 'ids', 'alpha')[2]);
    }

    public function testALinkThatIsNoReleaseIsDamage(): void
    {
        $this->out->campus();
        self::assertSame("releases/{$this->out->release}", Output::release($this->out->path));
        $id = str_repeat('0', 32);
        $targets = [
            'releases/', "releases/$id/", "releases/{$id}0", 'releases/' . substr($id, 1), "release/$id",
            "/releases/$id",
            "releases/../$id", 'releases/' . str_repeat('A', 32), 'releases/' . str_repeat('g', 32), "../releases/$id",
            "releases/$id\n", '.', $this->out->path . "/releases/$id",
        ];
        foreach ($targets as $target) {
            $this->out->point($target);
            self::assertDamage(function (): void {
                Output::release($this->out->path);
            }, $target);
        }
        unlink($this->out->path . '/current');
        self::assertDamage(function (): void {
            Output::release($this->out->path);
        }, 'no link');
        file_put_contents($this->out->path . '/current', "releases/$id");
        self::assertDamage(function (): void {
            Output::release($this->out->path);
        }, 'a file');
    }

    public function testFilesOfAnotherFormatAreDamage(): void
    {
        $this->out->publish(['a.example' => "403\t0\ta\ta.example\t"], []);
        $root = "releases/{$this->out->release}/hosts.php";
        $good = file_get_contents($this->out->path . "/$root");
        $bad = [
            '', '<?php', "<?php\n", 'text', '<?php return 1;', '<?php return [];', "<?php return ['VPH3', 1];",
            str_replace('VPH3', 'VPH4', $good), str_replace('VPH3', 'VPH0', $good), str_replace('];', ', 1];', $good),
            "<?php return ['VPH1', 1];", "<?php return ['VPH2', 1, 32, 0, '', 1];",
            str_replace("'VPH3', 1, 1, 32", "'VPH3', '1', 1, 32", $good),
            str_replace("'VPH3', 1, 1, 32", "'VPH3', 1, 1, -1", $good),
            str_replace("'VPH3', 1, 1, 32", "'VPH3', 1, 1, 64", $good),
            str_replace("'VPH3', 1, 1, 32", "'VPH3', 1, 1, 32.0", $good),
            str_replace("'VPH3', 1, 1, 32", "'VPH3', 1, 1, null", $good), str_replace("'VPH3'", "7 => 'VPH3'", $good),
            str_replace('<?php', '<?php throw new Exception("x");', $good), "\xef\xbb\xbf",
            '<?php echo "x"; trigger_error("y");',
            '<?php return include __DIR__ . "/missing";', '<?php return strlen();',
        ];
        foreach ($bad as $text) {
            $this->out->write($root, $text);
            self::assertDamage(function (): void {
                $this->lookup('a.example');
            }, $text);
        }
        unlink($this->out->path . "/$root");
        self::assertDamage(function (): void {
            $this->lookup('a.example');
        }, 'no root');
        $this->out->publish(self::records(9), [], 2);
        foreach (glob($this->out->path . '/shards/*/*.php') as $shard) {
            unlink($shard);
        }
        self::assertDamage(function (): void {
            $this->lookup('host1.example');
        }, 'no shard');
    }

    public function testAShardOfAnotherTableIsNeverAnotherTenant(): void
    {
        $here = new WrittenTable(self::records(30), 8);
        $other = new WrittenTable(['alpha.example' => "403\t0\tother\talpha.example\t"]);
        $this->out->publish(self::records(30), [], 8);
        foreach (array_keys($here->shards) as $reference) {
            $this->out->write(OutputDirectory::place('shards', (string) $reference), $other->root);
        }
        foreach (array_keys(self::records(30)) as $key) {
            self::assertNull($this->lookup((string) $key));
        }
    }

    public function testRowsThatWereMovedInAreDamage(): void
    {
        $this->out->publish(['a.example' => "403\t0\ta\ta.example\t"], []);
        $place = "releases/{$this->out->release}/hosts.php";
        $root = file_get_contents($this->out->path . "/$place");
        foreach (["404\t0\ta\ta.example\t", "403\t0\tb\ta.example\t"] as $record) {
            // The old sum stays: the record was altered.
            $this->out->write($place, str_replace("403\t0\ta\ta.example\t", $record, $root));
            self::assertDamage(function (): void {
                $this->lookup('a.example');
            }, $record);
        }
    }

    private function lookup(string $key): ?array
    {
        return Table::lookup($this->out->path, "releases/{$this->out->release}", 'hosts', $key);
    }

    private static function assertDamage(callable $act, string $about): void
    {
        self::assertStringContainsString(sys_get_temp_dir(), self::damage($act, $about));
    }

    /**
     * @return array<string, string>
     */
    private static function records(int $size): array
    {
        $records = [];
        for ($i = 0; $i < $size; $i++) {
            $records["host$i.example"] = "200\t0\th$i\thost$i.example\t" . md5("fragment $i");
        }
        return $records;
    }

    /**
     * @return list<array{string, string}>
     */
    private static function collisions(): array
    {
        $seen = [];
        $found = [];
        for ($i = 0; $i < 400000 && count($found) < 3; $i++) {
            $key = 'h' . substr(md5("key $i"), 0, 12) . '.example';
            $hash = crc32($key);
            if (isset($seen[$hash])) {
                $found[] = [$seen[$hash], $key];
            }
            $seen[$hash] = $key;
        }
        return $found;
    }
}
