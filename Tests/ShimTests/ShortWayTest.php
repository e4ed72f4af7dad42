<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use stdClass;
use VMoodleGen\CommandLine;
use VMoodleGen\Resolution;
use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\Process;
use VMoodleGen\Tests\Support\ShimTestCase;

/**
 * What the short way takes on itself, and that it is never wrong: it gives the long way's answer, or leaves all to it.
 */
final class ShortWayTest extends ShimTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->out->withoutTheLongWay();
    }

    protected function tearDown(): void
    {
        unset($GLOBALS['CFG']);
        putenv('VMOODLE_HOST');
        parent::tearDown();
    }

    public function testPlainRequestsTakeIt(): void
    {
        $this->out->campus();
        foreach (['alpha.example' => 'alpha', 'www.alpha.example' => 'alpha', 'gone' => 'alpha'] as $host => $id) {
            self::assertSame($id, $this->request($host));
        }
        self::assertSame('alpha', $this->request('alpha.example', ['VMOODLE_KEY' => 'alpha.example']));
        self::assertSame('alpha', $this->request('alpha.example', ['HTTP_X_FORWARDED_HOST' => 'alpha.example']));
        $redirected = ['VMOODLE_KEY' => '', 'REDIRECT_VMOODLE_KEY' => 'alpha.example'];
        self::assertSame('alpha', $this->request('www.alpha.example', $redirected));
    }

    public function testAllElseIsLeftToTheLongWay(): void
    {
        $this->out->campus();
        $hosts = [
            'Alpha.example', 'alpha.example.', 'alpha.example:80', 'beta.example:8045', 'beta.example:8045/ecole-3',
            'maint.example', 'off.example', 'gone.example', 'old.example', 'stub.example', 'nobody.example',
            '', '/', '*', "\0",
            "alpha.example\n", "alpha.example\t", "alpha.example\t200", str_repeat('a', 300),
        ];
        foreach ($hosts as $host) {
            self::assertNull($this->request($host), $host);
        }
        foreach (['beta.example', 'ALPHA.example', '', 'alpha.example, alpha.example'] as $said) {
            self::assertNull($this->request('alpha.example', ['HTTP_X_FORWARDED_HOST' => $said]));
        }
        self::assertNull($this->request('alpha.example', ['VMOODLE_KEY' => 'beta.example:8045']));
        self::assertNull($this->request('alpha.example', ['VMOODLE_KEY' => '', 'REDIRECT_VMOODLE_KEY' => 'x']));
        self::assertNull($this->request('alpha.example', ['VMOODLE_KEY' => null, 'HTTP_HOST' => null]));
        // The same release, or a whole one; the long way wants to read another name.
        $targets = ["releases/{$this->out->release}/", "releases/{$this->out->release}/."];
        foreach ([str_repeat('A', 32), 'before-the-upgrade-of-2025-11-25'] as $name) {
            $table = file_get_contents("{$this->out->path}/releases/{$this->out->release}/hosts.php");
            $this->out->write("releases/$name/hosts.php", $table);
            $targets[] = "releases/$name";
        }
        foreach ($targets as $target) {
            $this->out->point($target);
            self::assertNull($this->request('alpha.example'));
        }
    }

    public function testARowWhoseSumIsNotWholeIsLeftToTheLongWay(): void
    {
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example']);
        $this->out->publish(['a.example' => "200\t0\ta\ta.example\t$reference"], []);
        self::assertSame('a', $this->request('a.example'));
        $file = "releases/{$this->out->release}/hosts.php";
        $table = file_get_contents("{$this->out->path}/$file");
        foreach (["$1 ',", "$1x',", "+$1\n',", "$1',"] as $end) {
            $this->out->write($file, preg_replace("~(?<=\t)([0-9]+)\n',~", $end, $table, 1, $count));
            self::assertSame(1, $count);
            self::assertNull($this->request('a.example'));
        }
    }

    public function testAHostHeaderIsNoSubPathAndNoWildcard(): void
    {
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example']);
        foreach (['a.example/x', '*.a.example'] as $key) {
            $this->out->publish([$key => "200\t0\ta\ta.example\t$reference"], []);
            self::assertNull($this->request($key));
        }
    }

    public function testEveryVectorHasTheLongWaysAnswer(): void
    {
        $vectors = self::vectors('resolution.json');
        foreach ([1024, 1, 0] as $keysPerShard) {
            if ($keysPerShard > 0) {
                $this->out->publish($vectors['keys'], $vectors['ids'], $keysPerShard);
            } else {
                $this->out->publishFormer();
            }
            $this->writeFragments($vectors['keys']);
            $taken = 0;
            foreach ($vectors['requests'] as $request) {
                $id = $this->request(self::text($request['host']), [
                    'SCRIPT_NAME' => self::text($request['script']), 'VMOODLE_KEY' => $request['server_key'] ?? '',
                ]);
                $taken += $id === null ? 0 : 1;
                if ($id !== null) {
                    self::assertSame([200, $request['id']], [$request['status'], $id], json_encode($request));
                }
            }
            // The former formats are the long way's.
            self::assertTrue($keysPerShard > 0 ? $taken > 5 : $taken === 0, "$taken");
        }
    }

    public function testNoErrorHandlerHearsOfWhatIsNoFault(): void
    {
        $heard = [];
        // One that does not ask error_reporting() hears of what `@` silences, too.
        set_error_handler(static function (int $level, string $message) use (&$heard): bool {
            $heard[] = $message;
            return true;
        });
        try {
            foreach (['campus', 'publishFormer', 'nothing'] as $table) {
                $table === 'nothing' ? $this->out->publish([], []) : $this->out->$table();
                foreach (['', 'alpha.example', 'off.example', 'nobody.example', 'stub.example', 'x/y', '*'] as $host) {
                    $this->request($host);
                }
                $this->request('alpha.example', ['HTTP_HOST' => null]);
            }
        } finally {
            restore_error_handler();
        }
        // PHPUnit has sent its head.
        self::assertSame([], preg_grep('/^http_response_code|^Cannot (set|modify)/i', $heard, PREG_GREP_INVERT));
    }

    public function testAlteredKeysHaveTheLongWaysAnswer(): void
    {
        $vectors = self::vectors('resolution.json');
        $this->out->publish($vectors['keys'], $vectors['ids'], 4);
        $this->writeFragments($vectors['keys']);
        $keys = array_map('strval', array_keys($vectors['keys']));
        $taken = 0;
        mt_srand(5);
        for ($number = 0; $number < 5000; $number++) {
            $host = $keys[mt_rand(0, count($keys) - 1)];
            for ($change = mt_rand(0, 2); $change > 0 && $host !== ''; $change--) {
                $byte = mt_rand(0, 1) === 0 ? chr(mt_rand(0, 255)) : '.:/*-aA0'[mt_rand(0, 7)];
                $host = substr_replace($host, $byte, mt_rand(0, strlen($host) - 1), mt_rand(0, 1));
            }
            $vouched = mt_rand(0, 3) > 0 ? '' : $keys[mt_rand(0, count($keys) - 1)];
            $id = $this->request($host, ['VMOODLE_KEY' => $vouched, 'SCRIPT_NAME' => '/index.php']);
            if ($id !== null) {
                $taken++;
                $answer = Resolution::of($this->out->path, $host, '/index.php', $vouched);
                self::assertSame([200, $id], [$answer['status'], $answer['id']], bin2hex($host));
            }
        }
        self::assertGreaterThan(200, $taken);
    }

    public function testSettingsThatWereThereStay(): void
    {
        $this->out->campus();
        $before = new stdClass();
        $before->own = 1;
        $before->dbname = 'other';
        self::assertSame('alpha', $this->request('alpha.example', [], $before));
        self::assertSame([1, 'm_alpha'], [$GLOBALS['CFG']->own, $GLOBALS['CFG']->dbname]);
        foreach ([null, 1, 'x', []] as $none) {
            self::assertSame('alpha', $this->request('alpha.example', [], $none));
            self::assertSame('m_alpha', $GLOBALS['CFG']->dbname);
        }
    }

    public function testASecretInAFileIsReadAndWhatIsNoneIsLeftToTheLongWay(): void
    {
        $file = $this->directory . '/secret';
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example'], ['dbpass' => $file]);
        $this->out->publish(['a.example' => "200\t0\ta\ta.example\t$reference"], []);
        $long = str_repeat('x', 65536);
        foreach (["pass\n" => 'pass', ' p #w ' => ' p #w ', "$long\n" => $long, '00' => '00'] as $text => $value) {
            file_put_contents($file, $text);
            self::assertSame('a', $this->request('a.example'));
            self::assertSame($value, $GLOBALS['CFG']->dbpass);
        }
        foreach (['', "\n", "x\n\n", "x\r\n", "x\0y", "{$long}x", "{$long}xy"] as $text) {
            file_put_contents($file, $text);
            self::assertNull($this->request('a.example'));
        }
        unlink($file);
        self::assertNull($this->request('a.example'));
        foreach (['secret', [$file, ['plugins', 'a']], 'file://' . $file, ''] as $path) {
            file_put_contents($file, 'x');
            $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example'], ['dbpass' => $path]);
            $this->out->publish(['a.example' => "200\t0\ta\ta.example\t$reference"], []);
            self::assertNull($this->request('a.example'));
        }
    }

    public function testAFragmentOfAnotherFormatIsLeftToTheLongWay(): void
    {
        $settings = ['wwwroot' => 'https://a.example', 'rate' => 0.1];
        $references = [
            $this->out->formerFragment('a', $settings), $this->out->fragment('a', $settings),
            $this->out->fragment('b', ['wwwroot' => 'https://a.example']),
            $this->out->fragment('a', ['wwwroot' => 'https://a.example'], [], ', 6 => []'),
            $this->out->fragment('a', ['wwwroot' => 'https://a.example'], [], ', 6 => null'),
            $this->out->fragment('a', ['wwwroot' => 'https://a.example'], [], ', 7 => []'),
        ];
        foreach ($references as $reference) {
            $this->out->publish(['a.example' => "200\t0\ta\ta.example\t$reference"], []);
            self::assertNull($this->request('a.example'));
        }
        // One without a sum, and one of a format to come, with it.
        $list = ['vmoodle-gen fragment 2', 'a', ['wwwroot' => 'https://a.example'], []];
        $reference = str_repeat('0', 32);
        $this->out->publish(['a.example' => "200\t0\ta\ta.example\t$reference"], []);
        foreach ([$list, ['vmoodle-gen fragment 3'] + $list + [4 => 1, 5 => 1]] as $fragment) {
            $text = '<?php return ' . var_export($fragment, true) . ';';
            $this->out->write(OutputDirectory::place('fragments', $reference), $text);
            self::assertNull($this->request('a.example'));
        }
    }

    public function testPlainCommandsTakeIt(): void
    {
        $this->out->campus();
        $cases = [
            [['--host=https://alpha.example'], []], [['--host=alpha'], []],
            [['--host', 'http://alpha.example/', 'x'], []],
            [['--host=www.alpha.example', '--', '--host=beta'], []], [[], ['VMOODLE_HOST' => 'alpha']],
            [['--host=alpha'], ['VMOODLE_HOST' => '']],
            [['--host=alpha'], ['VMOODLE_HOST' => 'ecole-3', 'VMOODLE_HOST_OF_PARENT' => 'ecole-3']],
        ];
        foreach ($cases as [$arguments, $variables]) {
            $said = $this->command($arguments, $variables);
            self::assertSame([true, 'm_alpha', 'alpha', 'alpha'], array_slice($said, 0, 4), json_encode($arguments));
        }
        $said = $this->command(['-x', '--host', 'alpha', 'y', '--', '--host=beta'], []);
        self::assertSame(['-x', 'y', '--', '--host=beta'], array_slice($said[4], 1));
        self::assertSame('m_ecole-3', $this->command(['--host=beta.example:8045/ecole-3'], [])[1]);
    }

    public function testOtherCommandsAreLeftToTheLongWay(): void
    {
        $this->out->campus();
        $cases = [
            [[], []], [['--host='], []], [['--host=alpha', '--host=alpha'], []], [['--host=*.example'], []],
            [['--host=alpha'], ['VMOODLE_HOST' => 'alpha']], [['--host=gone'], []], [['--host=maint'], []],
            [['--host=ALPHA'], []], [['--host=old.example'], []], [['--host=https://alpha'], []],
            [['--host=https://alpha.example//'], []],
            [['--host=nobody'], []], [['--host=alpha', 'override'], []], [['--host=alpha', 'precheck'], []],
            [['--host=alpha', 'argv'], []],
            [['--host=beta'], ['VMOODLE_HOST' => 'alpha', 'VMOODLE_HOST_OF_PARENT' => 'beta']],
        ];
        foreach ($cases as [$arguments, $variables]) {
            self::assertSame('long', $this->command($arguments, $variables)[0], json_encode($arguments));
        }
    }

    public function testACommandFindsNoWildcard(): void
    {
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example']);
        $this->out->publish(['*.a.example' => "200\t0\ta\ta.example\t$reference"], []);
        foreach (['*.a.example', 'https://*.a.example', '://*.a.example/'] as $value) {
            self::assertSame('long', $this->command(["--host=$value"], [])[0]);
            self::assertSame('long', $this->command([], ['VMOODLE_HOST' => $value])[0]);
        }
    }

    public function testAlteredValuesOfCommandsHaveTheLongWaysAnswer(): void
    {
        $vectors = self::vectors('resolution.json');
        // Builds give an id that is another host's key depth 1.
        foreach (array_intersect_key($vectors['keys'], $vectors['ids']) as $id => $record) {
            if (explode("\t", $record)[2] !== (string) $id) {
                $vectors['ids'][$id] = preg_replace('/\t0\t/', "\t1\t", $vectors['ids'][$id], 1);
            }
        }
        $this->out->publish($vectors['keys'], $vectors['ids'], 4);
        $this->writeFragments($vectors['keys'] + $vectors['ids']);
        $values = array_merge(array_keys($vectors['keys']), array_keys($vectors['ids']));
        $taken = 0;
        mt_srand(6);
        for ($number = 0; $number < 5000; $number++) {
            $value = ['', 'https://', '://'][mt_rand(0, 2)] . $values[mt_rand(0, count($values) - 1)];
            for ($change = mt_rand(0, 2); $change > 0; $change--) {
                $more = ['/', '//', '*', '.', ':80', 'A', '*.', "\n"][mt_rand(0, 7)];
                $value = substr_replace($value, $more, mt_rand(0, 1) === 0 ? strlen($value) : mt_rand(0, 9), 0);
            }
            $id = $this->commandHere($value);
            if ($id !== null) {
                $taken++;
                $answer = CommandLine::resolve($this->out->path, [['--host', $value]]);
                self::assertSame([200, $id], [$answer['status'], $answer['id']], $value);
            }
        }
        self::assertGreaterThan(200, $taken);
    }

    public function testAnIdThatIsAnotherHostsAddressIsLeftToTheLongWay(): void
    {
        $reference = $this->out->fragment('a', ['wwwroot' => 'https://a.example', 'dbname' => 'm_a']);
        foreach ([0 => true, 1 => 'long'] as $depth => $way) {
            $this->out->publish([], ['a' => "200\t$depth\ta\ta.example\t$reference"]);
            self::assertSame($way, $this->command(['--host=a'], [])[0]);
        }
        // A table of keys in the place of that of ids.
        $this->out->publish([], ['b' => "200\t0\ta\ta.example\t$reference"]);
        self::assertSame('long', $this->command(['--host=b'], [])[0]);
    }

    /**
     * The id of the host whose settings a request got; null where it is left to the long way, and nothing is changed.
     *
     * @param array<string, ?string> $server
     * @param mixed $before what $CFG is
     */
    private function request(string $host, array $server = [], $before = null): ?string
    {
        $kept = $_SERVER;
        $_SERVER = array_filter($server + ['HTTP_HOST' => $host, 'REMOTE_ADDR' => '192.0.2.1'], 'is_string') + $kept;
        $GLOBALS['CFG'] = $before;
        putenv('VMOODLE_HOST');
        $level = ob_get_level();
        try {
            $way = require $this->out->path . '/vmoodle.php';
        } finally {
            $_SERVER = $kept;
        }
        self::assertSame($level, ob_get_level());
        if ($way === 'long') {
            self::assertSame([$before, false], [$GLOBALS['CFG'], getenv('VMOODLE_HOST')]);
            return null;
        }
        self::assertSame([true, true], [$way, VMOODLE_BOOT]);
        self::assertSame($GLOBALS['CFG']->wwwroot, $GLOBALS['CFG']->vmoodleroot);
        return getenv('VMOODLE_HOST');
    }

    /**
     * The id of the host that a value of `--host` gives in this process; null where it is left to the long way.
     */
    private function commandHere(string $value): ?string
    {
        $kept = [$_SERVER, $GLOBALS['argv'], $GLOBALS['argc']];
        unset($_SERVER['REMOTE_ADDR']);
        $_SERVER['argv'] = $GLOBALS['argv'] = ['script.php', "--host=$value"];
        $GLOBALS['CFG'] = null;
        putenv('VMOODLE_HOST');
        try {
            $way = require $this->out->path . '/vmoodle.php';
            return $way === 'long' ? null : getenv('VMOODLE_HOST');
        } finally {
            [$_SERVER, $GLOBALS['argv'], $GLOBALS['argc']] = $kept;
            putenv('VMOODLE_HOST');
            putenv('VMOODLE_HOST_OF_PARENT');
        }
    }

    /**
     * What a command says: true or `long`, $CFG->dbname, both variables, the arguments.
     *
     * @param list<string> $arguments
     * @param array<string, string> $variables
     * @return list<mixed>
     */
    private function command(array $arguments, array $variables): array
    {
        $script = $this->directory . '/script.php';
        $runtime = var_export($this->out->path . '/vmoodle.php', true);
        file_put_contents($script, '<?php $last = end($argv); $CLI_VMOODLE_PRECHECK = $last === "precheck";'
            . ' if ($last === "override") { define("CLI_VMOODLE_OVERRIDE", "alpha"); }'
            . ' if ($last === "argv") { $argv[] = 1; }'
            . " \$way = require $runtime; echo json_encode([\$way, \$CFG->dbname ?? null, getenv('VMOODLE_HOST'),"
            . ' getenv("VMOODLE_HOST_OF_PARENT"),'
            . ' $argv === $_SERVER["argv"] && $argc === count($argv) ? $argv : []]);');
        $command = new Process(array_merge([$script], $arguments), $variables, $this->directory);
        self::assertSame(['', 0], [$command->stderr, $command->exitCode], $command->stdout);
        return json_decode($command->stdout, true, 512, JSON_THROW_ON_ERROR);
    }

    /**
     * Writes the fragments that records name.
     *
     * @param array<string, string> $records
     */
    private function writeFragments(array $records): void
    {
        foreach ($records as $record) {
            [$status, , $id, , $payload] = explode("\t", $record);
            if ($status === '200') {
                $reference = $this->out->fragment($id, ['wwwroot' => "https://$id.example"]);
                $text = file_get_contents($this->out->path . '/' . OutputDirectory::place('fragments', $reference));
                $this->out->write(OutputDirectory::place('fragments', $payload), $text);
            }
        }
    }
}
