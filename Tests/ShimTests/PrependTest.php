<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Tests\Support\Process;
use VMoodleGen\Tests\Support\ShimTestCase;
use VMoodleGen\Tests\Support\WebServer;

/**
 * Scripts that read their arguments before config.php, behind auto_prepend_file.
 */
final class PrependTest extends ShimTestCase
{
    private const SCRIPT = __DIR__ . '/fixtures/developer-script.php';

    protected function setUp(): void
    {
        parent::setUp();
        $this->out->campus();
        file_put_contents($this->directory . '/config.php', "<?php\nunset(\$CFG);\nglobal \$CFG;\n"
            . "\$CFG = new stdClass();\nrequire " . var_export($this->out->path . '/vmoodle.php', true) . ";\n");
    }

    public function testTheOptionIsGoneBeforeTheScriptReadsItsArguments(): void
    {
        foreach ([['--diag', '--host=https://alpha.example'], ['--host', 'alpha', '--diag']] as $arguments) {
            $said = $this->said($this->php($arguments));
            $left = [self::SCRIPT, '--diag'];
            self::assertSame([2, $left, 2, $left, 'alpha', 'alpha'], $said['before']);
            self::assertSame('m_alpha', $said['dbname']);
        }
        $without = new Process([self::SCRIPT, '--host=alpha'], [], $this->directory);
        self::assertSame([1, "Unrecognised options: --host=alpha\n"], [$without->exitCode, $without->stderr]);
    }

    public function testNoVariableIsLeftBehind(): void
    {
        $command = new Process([self::SCRIPT, '--diag'], [], $this->directory);
        $globals = $this->said($command)['globals'];
        self::assertSame($globals, $this->said($this->php(['--diag', '--host=alpha']))['globals']);
        self::assertSame($globals, $this->said($this->php(['--diag'], ['VMOODLE_HOST' => 'alpha']))['globals']);
    }

    public function testWithoutTheOptionNothingHappens(): void
    {
        $alone = ['CONFIG_PHP' => ''];
        $said = $this->said($this->php(['--diag', '--', 'x'], $alone));
        self::assertSame([4, [self::SCRIPT, '--diag', '--', 'x'], false, null], [
            $said['before'][2], $said['before'][3], $said['before'][4], $said['before'][5],
        ]);
        // A value that names nothing is config.php's to refuse.
        self::assertSame('nobody', $this->said($this->php([], $alone + ['VMOODLE_HOST' => 'nobody']))['before'][4]);
        $said = $this->said($this->php(['--diag'], ['VMOODLE_HOST' => 'beta']));
        self::assertSame(['beta', 'beta', 'm_beta'], [$said['before'][4], $said['before'][5], $said['dbname']]);
        self::assertSame(64, $this->php(['--diag'])->exitCode);
    }

    public function testTwoThatDisagreeAreAUsageError(): void
    {
        $cases = [
            [['--host=alpha', '--host=beta'], []], [['--host=alpha'], ['VMOODLE_HOST' => 'beta']],
            [['--host'], []], [['--host='], []], [['--host=nobody'], []],
        ];
        foreach ($cases as [$arguments, $variables]) {
            $command = $this->php($arguments, $variables + ['CONFIG_PHP' => '']);
            self::assertSame([64, ''], [$command->exitCode, $command->stdout]);
            self::assertMatchesRegularExpression('/\Avmoodle-gen: [^\n]+\n\z/', $command->stderr);
        }
        self::assertSame(69, $this->php(['--host=off'])->exitCode);
        $said = $this->said($this->php(['--host=old.example'], ['VMOODLE_HOST' => 'alpha']));
        self::assertSame(['alpha', 'm_alpha'], [$said['before'][4], $said['dbname']]);
    }

    public function testATableThatCannotBeReadIsUnavailable(): void
    {
        file_put_contents($this->out->path . '/releases/' . $this->out->release . '/ids.php', 'just text');
        $command = $this->php(['--host=alpha']);
        self::assertSame([69, ''], [$command->exitCode, $command->stdout]);
        self::assertStringContainsString('ids.php', $command->stderr);
    }

    public function testTheWebIsLeftAlone(): void
    {
        $variables = ['REMOTE_ADDR' => '192.0.2.1'];
        self::assertSame(1, $this->php(['--host=alpha'], $variables)->exitCode);
        $root = $this->directory . '/root';
        mkdir($root);
        file_put_contents("$root/index.php", '<?php echo json_encode([$_SERVER["argv"] ?? null,'
            . ' class_exists("VMoodleGen\\\\CommandLine", false), getenv("VMOODLE_HOST")]);');
        $server = new WebServer($root, "$this->directory/log", $this->prepended());
        try {
            $answer = $server->request('/index.php?--host=beta', ['Host: alpha.example']);
            self::assertSame('[["--host=beta"],false,"alpha"]', $answer['body']);
        } finally {
            $server->stop();
        }
    }

    /**
     * @return list<string>
     */
    private function prepended(): array
    {
        return ['-d', 'auto_prepend_file=' . $this->out->path . '/vmoodle/prepend.php'];
    }

    /**
     * @param list<string> $arguments
     * @param array<string, string> $variables
     */
    private function php(array $arguments, array $variables = []): Process
    {
        $variables += ['CONFIG_PHP' => $this->directory . '/config.php'];
        return new Process(array_merge([self::SCRIPT], $arguments), $variables, $this->directory, $this->prepended());
    }

    /**
     * @return array<string, mixed>
     */
    private function said(Process $command): array
    {
        self::assertSame(['', 0], [$command->stderr, $command->exitCode], $command->stdout);
        return json_decode($command->stdout, true, 512, JSON_THROW_ON_ERROR);
    }
}
