<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\Process;
use VMoodleGen\Tests\Support\ShimTestCase;

/**
 * Random changes of many bytes to every kind of file: no host gets another value than its own, no unknown host any.
 *
 * In processes of their own, for PHP ends where it can compile no file that damage left; the web server says 503 then.
 */
final class RandomDamageTest extends ShimTestCase
{
    private const CHANGES = 100000;
    /** For one process. */
    private const PART = 2500;
    /** Seconds for them, on however busy a machine; VMOODLE_DAMAGE_SECONDS says another number. */
    private const SECONDS = 40;
    /** VMOODLE_DAMAGE_SEED says another one. */
    private const SEED = 1;

    public function testNoRandomChangeGivesAWrongValue(): void
    {
        $seed = (int) getenv('VMOODLE_DAMAGE_SEED') ?: self::SEED;
        $seconds = (int) getenv('VMOODLE_DAMAGE_SECONDS') ?: self::SECONDS;
        $found = ['changes' => 0, 'wrong' => [], 'right' => 0, 'damage' => 0, 'long' => 0, 'fatal' => 0];
        foreach ([1024, 2] as $half => $keysPerShard) {
            $until = microtime(true) + $seconds / 2;
            $found = $this->damaged($this->cases($keysPerShard), $seed + $half, self::CHANGES / 2, $until, $found);
        }
        $counts = ['wrong' => count($found['wrong'])] + $found;
        fwrite(STDERR, "\nrandom changes, seed $seed: " . json_encode($counts) . "\n");
        self::assertSame([], $found['wrong']);
        // Changes of comments alone, and those that one of several hosts does not notice, would prove nothing.
        self::assertGreaterThan(1000, $found['damage']);
        self::assertGreaterThan(100, $found['right']);
    }

    public function testARuntimeWithoutTheSumsFails(): void
    {
        $sums = [
            ['vmoodle.php', ' || $fragment[4] !== $fragment[5]', ''],
            ['vmoodle/Fragment.php', ' && $fragment[4] !== $fragment[5]', ' && false'],
            ['vmoodle.php', 'strpos($sum, crc32("$key\t200\t0\t$id\t$canonical\t$reference") . "\n") !== 0', 'false'],
        ];
        $cases = $this->cases(1024);
        foreach ($sums as [$file, $sum, $without]) {
            $runtime = file_get_contents($this->out->path . "/$file");
            self::assertStringContainsString($sum, $runtime);
            $this->out->write($file, str_replace($sum, $without, $runtime));
        }
        // What the row's sum finds besides is found by the fragment's id, mostly.
        $found = $this->damaged($cases, self::SEED, 2000, INF, ['changes' => 0, 'wrong' => [], 'fatal' => 0]);
        self::assertGreaterThan(10, count($found['wrong']));
    }

    /**
     * Publishes hosts, and says for each kind of file what is right.
     *
     * @return list<array{place: string, settings: array<string, ?array<mixed>>}>
     */
    private function cases(int $keysPerShard): array
    {
        $secret = $this->directory . '/secret';
        file_put_contents($secret, "hunter2\n");
        $settings = [];
        $keys = [];
        $places = [];
        foreach (['alpha', 'beta', 'gamma'] as $number => $id) {
            $url = ['wwwroot' => "https://$id.example", 'vmoodleroot' => "https://$id.example"];
            $names = ['vmoodlename' => "$id.example", 'vhost' => $id];
            $own = ['dbname' => "m_$id", 'on' => $number === 1, 'port' => 3306 + $number];
            $own += ['list' => [1, ['x' => "y'$id"]]];
            // With a number that has digits after its point the fragment goes the long way.
            $own += $number === 2 ? ['rate' => 0.1 + $number] : [];
            $settings["$id.example"] = $url + $own + $names;
            $files = $number === 0 ? [] : ['dbpass' => $secret];
            $reference = $this->out->fragment($id, $settings["$id.example"], $files);
            $settings["$id.example"] += $number === 0 ? [] : ['dbpass' => 'hunter2'];
            $keys["$id.example"] = "200\t0\t$id\t$id.example\t$reference";
            $places[OutputDirectory::place('fragments', $reference)] = ["$id.example" => $settings["$id.example"]];
        }
        $keys['off.example'] = "403\t0\toff\toff.example\t";
        $keys['maint.example'] = "503\t0\tmaint\tmaint.example\t" . substr($keys['alpha.example'], -32);
        $ids = [];
        $byId = ['nobody' => null, 'alph' => null];
        foreach ($keys as $key => $record) {
            $id = explode("\t", $record)[2];
            $ids[$id] = $record;
            $byId[$id] = $settings[$key] ?? null;
        }
        $this->out->publish($keys, $ids, $keysPerShard);
        $settings += ['off.example' => null, 'maint.example' => null, 'nobody.example' => null, 'alpha.exampl' => null];
        $files = array_merge(
            ["releases/{$this->out->release}/hosts.php" => $settings],
            ["releases/{$this->out->release}/ids.php" => $byId],
            $keysPerShard < count($keys) ? $this->shards($keys, $settings, $keysPerShard) : [],
            $keysPerShard < count($ids) ? $this->shards($ids, $byId, $keysPerShard) : [],
            $places
        );
        $cases = [];
        foreach ($files as $place => $rights) {
            $cases[] = ['place' => $place, 'settings' => $rights];
        }
        return $cases;
    }

    /**
     * @param array<string, string> $keys
     * @param array<string, ?array<mixed>> $settings
     * @return array<string, array<string, ?array<mixed>>>
     */
    private function shards(array $keys, array $settings, int $keysPerShard): array
    {
        $table = new Support\Table($keys, $keysPerShard);
        $places = [];
        foreach (array_keys($table->shards) as $reference) {
            $places[OutputDirectory::place('shards', (string) $reference)] = $settings;
        }
        return $places;
    }

    /**
     * Runs the changes, as many as there is time for, and adds up what was found.
     *
     * @param list<array{place: string, settings: array<string, ?array<mixed>>}> $cases
     * @param array{changes: int, wrong: list<string>, fatal: int} $found
     * @return array{changes: int, wrong: list<string>, fatal: int}
     */
    private function damaged(array $cases, int $seed, int $changes, float $until, array $found): array
    {
        $this->out->withoutTheLongWay();
        $good = [];
        foreach ($cases as $case) {
            $good[$case['place']] = file_get_contents("{$this->out->path}/{$case['place']}");
        }
        // What is damaged is never cached; the runtime is.
        file_put_contents("$this->directory/blacklist", "{$this->out->path}/releases/*\n{$this->out->path}/shards/*\n"
            . "{$this->out->path}/fragments/*\n");
        $options = [
            'opcache.enable_cli=1', "opcache.blacklist_filename=$this->directory/blacklist", 'display_errors=0',
            'log_errors=0', 'pcov.enabled=0',
        ];
        $next = 0;
        while ($next < $changes && microtime(true) < $until) {
            $part = min($changes - $next, self::PART);
            foreach ($good as $place => $text) {
                $this->out->write($place, $text);
            }
            $process = new Process([
                __DIR__ . '/fixtures/damaged.php', $this->out->path, base64_encode(serialize($cases)), (string) $seed,
                (string) $next, (string) $part,
            ], [], $this->directory, array_merge(...array_map(static function (string $option): array {
                return ['-d', $option];
            }, $options)));
            preg_match_all('/^wrong .*/m', $process->stdout, $wrong);
            $found['wrong'] = array_merge($found['wrong'], $wrong[0]);
            self::assertSame(
                1,
                preg_match('/^counts (.*)$/m', $process->stdout, $match),
                "seed $seed from $next on: $process->exitCode $process->stderr " . substr($process->stdout, -2000)
            );
            foreach (json_decode($match[1], true) as $name => $count) {
                $found[$name] = ($found[$name] ?? 0) + $count;
            }
            $hasEnded = preg_match('/^fatal ([0-9]+)$/m', $process->stdout, $match) === 1;
            $found['fatal'] += $hasEnded ? 1 : 0;
            $found['changes'] -= $next;
            $next = $hasEnded ? (int) $match[1] + 1 : $next + $part;
            $found['changes'] += $next;
        }
        return $found;
    }
}
