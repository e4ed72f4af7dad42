<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Suggestions;
use VMoodleGen\Tests\Support\OutputDirectory;
use VMoodleGen\Tests\Support\Process;
use VMoodleGen\Tests\Support\ShimTestCase;

/**
 * Whole commands: a stand-in for a stock script of Moodle, a config.php, and the runtime.
 */
final class CommandTest extends ShimTestCase
{
    private const SCRIPT = __DIR__ . '/fixtures/stock-script.php';

    protected function setUp(): void
    {
        parent::setUp();
        $this->out->campus();
        $this->config('');
    }

    public function testAStockScriptRunsForItsHost(): void
    {
        $said = $this->said($this->php(['--host=https://alpha.example', '--name=x']));
        self::assertSame('https://alpha.example', $said['cfg']['wwwroot']);
        self::assertSame('https://alpha.example', $said['cfg']['vmoodleroot']);
        self::assertSame('alpha', $said['cfg']['vhost']);
        self::assertSame('alpha.example', $said['cfg']['vmoodlename']);
        self::assertSame('m_alpha', $said['cfg']['dbname']);
        self::assertSame([1, 'two'], $said['cfg']['list']);
        self::assertArrayNotHasKey('dirroot', $said['cfg']);
        self::assertSame('x', $said['options']['name']);
        self::assertTrue($said['boot']);
        self::assertSame([false, false], $said['moodle']);
    }

    public function testTheOptionIsTakenOutOfAllFourPlaces(): void
    {
        $said = $this->said($this->php(['--name=x', '--host', 'beta', '--', '--host=alpha']));
        $arguments = [self::SCRIPT, '--name=x', '--', '--host=alpha'];
        self::assertSame([4, $arguments], $said['server']);
        self::assertSame([4, $arguments], $said['global']);
        self::assertSame('m_beta', $said['cfg']['dbname']);
    }

    public function testArgumentsWithoutTheOptionAreLeftAlone(): void
    {
        $said = $this->said($this->php(['--name=x'], ['VMOODLE_HOST' => 'alpha']));
        self::assertSame([2, [self::SCRIPT, '--name=x']], $said['server']);
        self::assertSame([2, [self::SCRIPT, '--name=x']], $said['global']);
    }

    public function testOtherUnknownOptionsAreStillRefusedByTheScript(): void
    {
        self::assertSame(1, $this->php(['--host=alpha', '--bogus'])->exitCode);
    }

    public function testTheVariableNamesTheHostByIdForChildren(): void
    {
        $said = $this->said($this->php(['--host=https://beta.example:8045/ecole-3', '--help=child']));
        self::assertSame('ecole-3', $said['variable']);
        self::assertFalse($said['inEnv']);
        self::assertSame('m_ecole-3', $said['child']['cfg']['dbname']);
        self::assertSame('ecole-3', $said['child']['variable']);
    }

    public function testTheOverrideOfVMoodleNamesTheHost(): void
    {
        $this->config("define('CLI_VMOODLE_OVERRIDE', 'http://beta.example:8045');");
        self::assertSame('m_beta', $this->said($this->php([]))['cfg']['dbname']);
        $this->assertRefused(64, $this->php(['--host=alpha']));
        $this->config("define('CLI_VMOODLE_OVERRIDE', true);");
        $this->assertRefused(64, $this->php([]));
    }

    public function testAChildInheritsTheHostAndMayNameAnother(): void
    {
        $said = $this->said($this->child('alpha', [self::SCRIPT]));
        self::assertSame(['m_alpha', 'alpha'], [$said['cfg']['dbname'], $said['variable']]);
        // VMoodle's bulk scripts run on one host, and start a worker for each of the others.
        $said = $this->said($this->child('alpha', [self::SCRIPT, '--host=beta']));
        self::assertSame(['m_beta', 'beta'], [$said['cfg']['dbname'], $said['variable']]);
        $said = $this->said($this->child('alpha', [__DIR__ . '/fixtures/vmoodle-script.php', '-H=maint.example']));
        self::assertSame('m_maint', $said['cfg']['dbname']);
        // A variable that somebody set is a word of its own, whatever a grandparent exported.
        $variables = ['VMOODLE_HOST' => 'beta', 'VMOODLE_HOST_OF_PARENT' => 'alpha'];
        $this->assertRefused(64, $this->php(['--host=alpha'], $variables));
        $this->assertRefused(64, $this->php(['--host=alpha', '--host=beta'], ['VMOODLE_HOST' => 'alpha'] + $variables));
    }

    public function testAProcessDoesNotChangeItsHost(): void
    {
        $script = $this->directory . '/two.php';
        $config = var_export($this->directory . '/config.php', true);
        file_put_contents($script, "<?php require $config; define('CLI_VMOODLE_OVERRIDE', 'beta.example:8045');"
            . " require $config; echo 'booted';");
        $inherited = ['VMOODLE_HOST' => 'alpha', 'VMOODLE_HOST_OF_PARENT' => 'alpha'];
        foreach ([[['--host=alpha'], []], [[], $inherited], [[], ['VMOODLE_HOST' => 'alpha']]] as $case) {
            $command = new Process(array_merge([$script], $case[0]), $case[1], $this->directory);
            $this->assertRefused(64, $command);
        }
    }

    public function testAScriptOfVMoodlesReadsConfigTwice(): void
    {
        $script = __DIR__ . '/fixtures/vmoodle-script.php';
        $variables = ['CONFIG_PHP' => $this->directory . '/config.php'];
        $cases = [
            [['--host=https://alpha.example'], [], 'm_alpha'], [['-H=http://beta.example:8045'], [], 'm_beta'],
            [['--host=alpha'], ['VMOODLE_HOST' => 'alpha'], 'm_alpha'], [[], ['VMOODLE_HOST' => 'beta'], 'm_beta'],
        ];
        foreach ($cases as [$arguments, $more, $database]) {
            $said = $this->said(new Process(array_merge([$script], $arguments), $variables + $more, $this->directory));
            // As VMoodle's own hook has it: a place to find code, and no tenant.
            self::assertSame(['dirroot' => $this->directory], $said['first']['cfg']);
            self::assertFalse($said['first']['boot']);
            self::assertSame(array_merge([$script], $arguments), $said['first']['arguments']);
            self::assertFalse($said['precheck']);
            self::assertSame($database, $said['cfg']['dbname']);
            self::assertArrayNotHasKey('dirroot', $said['cfg']);
        }
        $this->assertRefused(64, new Process([$script], $variables, $this->directory));
        $this->assertRefused(64, new Process([$script, '--host=nobody'], $variables, $this->directory));
        $variables['VMOODLE_HOST'] = 'beta';
        $this->assertRefused(64, new Process([$script, '--host=alpha'], $variables, $this->directory));
    }

    public function testNothingIsLeftBehindButWhatIsDocumented(): void
    {
        $script = $this->directory . '/leaks.php';
        $state = '[array_keys($GLOBALS), array_keys(get_defined_constants()), get_defined_functions()["user"],'
            . ' [ini_get_all(null, false), ob_get_level(), getcwd(), error_reporting()]]';
        $runtime = var_export($this->out->path . '/vmoodle.php', true);
        file_put_contents($script, "<?php \$after = null; \$before = null; \$before = $state; require $runtime;"
            . " \$after = $state; \$new = []; foreach ([0, 1, 2] as \$i) {"
            . ' $new[] = array_values(array_diff($after[$i], $before[$i])); }'
            . ' echo json_encode([$new, $after[3] === $before[3], isset($CFG->dirroot)]);');
        $command = new Process([$script, '--host=alpha'], [], $this->directory);
        self::assertSame('[[["CFG"],["VMOODLE_BOOT"],[]],true,false]', $command->stdout, $command->stderr);
    }

    public function testNoHostIsAUsageErrorWithAHint(): void
    {
        $cases = [
            [[], []], [['--help'], []], [[], ['VMOODLE_HOST' => '']], [['--', '--host=alpha'], []],
        ];
        foreach ($cases as [$arguments, $variables]) {
            $command = $this->php($arguments, $variables);
            $this->assertRefused(64, $command);
            self::assertStringContainsString('--host=URL', $command->stderr);
            self::assertStringContainsString('VMOODLE_HOST', $command->stderr);
        }
    }

    public function testTheRegistryMayNameAHostForCommandsWithoutOne(): void
    {
        $this->withoutHost($this->directory);
        $said = $this->said($this->php(['--name=x']));
        self::assertSame(['m_beta', 'beta'], [$said['cfg']['dbname'], $said['variable']]);
        self::assertSame([2, [self::SCRIPT, '--name=x']], $said['server']);
        self::assertSame('beta', $this->said($this->php(['--help=child']))['child']['variable']);
        // What is named takes precedence, even if it is wrong.
        self::assertSame('m_alpha', $this->said($this->php(['--host=alpha']))['cfg']['dbname']);
        self::assertSame('m_alpha', $this->said($this->php([], ['VMOODLE_HOST' => 'alpha']))['cfg']['dbname']);
        foreach (['--host', '--host=', '--host=nobody', '--host=-'] as $argument) {
            $command = $this->php([$argument]);
            $this->assertRefused(64, $command);
            self::assertStringNotContainsString('did you mean -', $command->stderr);
        }
    }

    public function testACommandWithoutAHostRunsInItsOwnCodeTree(): void
    {
        $other = $this->directory . "/an 'other' tree";
        mkdir($other);
        $this->withoutHost($other);
        $command = $this->php([]);
        $this->assertRefused(64, $command);
        self::assertStringContainsString('this is not the code tree of beta', $command->stderr);
        // As a generated config.php may be a link to the release's.
        symlink($this->directory . '/config.php', "$other/config.php");
        self::assertSame('m_beta', $this->said($this->php([]))['cfg']['dbname']);
        // Neither a word nor a file of somebody else's is the tree's own config.php.
        unlink("$other/config.php");
        file_put_contents("$other/config.php", '<?php');
        $this->assertRefused(64, $this->php([]));
    }

    public function testAHostForCommandsThatIsClosedIsUnavailable(): void
    {
        $this->withoutHost($this->directory, '403');
        $this->assertRefused(69, $this->php([]));
        $this->withoutHost($this->directory, '503');
        self::assertSame('m_beta', $this->said($this->php([]))['cfg']['dbname']);
    }

    public function testAWildcardsHostIsSuggested(): void
    {
        $record = "403\t0\tlyc\tlyc.example\t";
        $keys = ['lyc.example' => $record, '*.lyc.example' => $record, '*.port.example:8443' => $record];
        $this->out->publish($keys, ['lyc' => $record]);
        $cases = [
            '--host=https://x.lyc.example/course/' => 'lyc (by *.lyc.example)',
            '--host=X.lyc.example:81' => 'lyc (by *.lyc.example)',
            '--host=x.port.example:8443' => 'lyc (by *.port.example:8443)',
        ];
        foreach ($cases as $argument => $meant) {
            $command = $this->php([$argument]);
            $this->assertRefused(64, $command);
            self::assertStringContainsString("; did you mean $meant", $command->stderr);
        }
        foreach (['x.y.lyc.example', 'x.port.example', '[2001:db8::1]', '*.lyc.example', 'lyc'] as $value) {
            self::assertStringNotContainsString('(by', $this->php(["--host=$value"])->stderr);
        }
        // A suggestion is worth no second error.
        self::assertSame([], Suggestions::byWildcard($this->out->path, 'releases/none', 'x.lyc.example'));
    }

    public function testTheWebsVariablesNameNoHostOfACommand(): void
    {
        $this->assertRefused(64, $this->php([], ['HTTP_HOST' => 'alpha.example', 'SERVER_NAME' => 'alpha.example']));
    }

    public function testAnAbsentEmptyOrSecondValueIsAUsageError(): void
    {
        $all = [
            ['--host'], ['--host='], ['--host', '--help'], ['--host', '--'], ['--host=alpha', '--host=beta'],
            ['--host', ''],
        ];
        foreach ($all as $arguments) {
            $this->assertRefused(64, $this->php($arguments));
        }
    }

    public function testSourcesThatDisagreeAreAUsageError(): void
    {
        $this->assertRefused(64, $this->php(['--host=alpha'], ['VMOODLE_HOST' => 'beta']));
        self::assertSame(0, $this->php(['--host=old.example'], ['VMOODLE_HOST' => 'alpha'])->exitCode);
    }

    public function testAnUnknownHostGetsSuggestions(): void
    {
        $command = $this->php(['--host=alpah']);
        $this->assertRefused(64, $command);
        self::assertStringContainsString('did you mean alpha', $command->stderr);
    }

    public function testStatesDecideWhetherACommandRuns(): void
    {
        $this->assertRefused(69, $this->php(['--host=off']));
        $this->assertRefused(69, $this->php(['--host=https://gone.example']));
        self::assertSame('m_maint', $this->said($this->php(['--host=maint']))['cfg']['dbname']);
    }

    public function testConfigMayBeReadTwiceInOneProcess(): void
    {
        $script = $this->directory . '/twice.php';
        $config = var_export($this->directory . '/config.php', true);
        file_put_contents($script, "<?php require $config; \$CFG->own = 1; require $config;"
            . ' echo json_encode([$CFG->dbname, isset($CFG->own), count($argv)]);');
        $command = new Process([$script, '--host=beta'], [], $this->directory);
        self::assertSame(['["m_beta",false,1]', '', 0], [$command->stdout, $command->stderr, $command->exitCode]);
    }

    public function testConfigMayBeReadInsideAFunction(): void
    {
        $script = $this->directory . '/inside.php';
        $config = var_export($this->directory . '/config.php', true);
        file_put_contents($script, "<?php function go() { require $config; } go();"
            . ' echo json_encode([$CFG->dbname, $argv === $_SERVER["argv"], $argc]);');
        $command = new Process([$script, '--host=beta'], [], $this->directory);
        self::assertSame(['["m_beta",true,1]', '', 0], [$command->stdout, $command->stderr, $command->exitCode]);
    }

    public function testAScriptFromStandardInputIsRefusedOnStderr(): void
    {
        $command = new Process([
            '-r', 'require ' . var_export($this->directory . '/config.php', true) . ';',
        ], [], $this->directory);
        $this->assertRefused(64, $command);
    }

    public function testATableThatCannotBeReadIsUnavailable(): void
    {
        $release = $this->out->path . '/releases/' . $this->out->release;
        $good = file_get_contents("$release/ids.php");
        $cases = [
            '', '<?php nonsense(', '<?php exit("x"', substr($good, 0, -20), str_replace('VPH3', 'VPH4', $good),
        ];
        foreach ($cases as $text) {
            file_put_contents("$release/ids.php", $text);
            $command = $this->php(['--host=alpha']);
            $this->assertRefused(69, $command);
            self::assertStringContainsString('ids.php', $command->stderr);
        }
        unlink($this->out->path . '/current');
        $this->assertRefused(69, $this->php(['--host=alpha']));
    }

    public function testALateSecretIsReadAndNeverTold(): void
    {
        $secret = $this->directory . '/alpha.dbpass';
        $this->publishWithSecret($secret);
        file_put_contents($secret, "hunter2\n");
        self::assertSame('hunter2', $this->said($this->php(['--host=alpha']))['cfg']['dbpass']);
        foreach (["hunter2\nhunter2\n", '', "\n"] as $text) {
            file_put_contents($secret, $text);
            $command = $this->php(['--host=alpha']);
            $this->assertRefused(69, $command);
            self::assertStringNotContainsString('hunter2', $command->stderr);
            self::assertStringContainsString('dbpass of host alpha', $command->stderr);
        }
        unlink($secret);
        $this->assertRefused(69, $this->php(['--host=alpha']));
    }

    public function testAForeignFragmentConfiguresNothing(): void
    {
        $references = $this->out->campus();
        copy(
            $this->out->path . '/' . OutputDirectory::place('fragments', $references['beta']),
            $this->out->path . '/' . OutputDirectory::place('fragments', $references['alpha'])
        );
        $command = $this->php(['--host=alpha']);
        $this->assertRefused(69, $command);
        self::assertStringNotContainsString('m_beta', $command->stderr);
    }

    public function testAnErrorHandlerThatThrowsChangesNothing(): void
    {
        $this->config('set_error_handler(function ($l, $m) { throw new ErrorException($m); });');
        self::assertSame(0, $this->php(['--host=alpha'])->exitCode);
        unlink($this->out->path . '/releases/' . $this->out->release . '/ids.php');
        $this->assertRefused(69, $this->php(['--host=alpha']));
        unlink($this->out->path . '/current');
        $this->assertRefused(69, $this->php(['--host=alpha']));
    }

    public function testNothingIsDoneByAShadowOfTheWeb(): void
    {
        // REMOTE_ADDR: not a command, and so the arguments name no host.
        $command = $this->php(['--host=alpha'], ['REMOTE_ADDR' => '192.0.2.1', 'HTTP_HOST' => 'nobody.example']);
        self::assertStringNotContainsString('m_', $command->stdout);
        self::assertSame("There is no site at this address.\n", $command->stdout);
    }

    /**
     * @param list<string> $arguments
     * @param array<string, string> $variables
     */
    private function php(array $arguments, array $variables = []): Process
    {
        $variables += ['CONFIG_PHP' => $this->directory . '/config.php'];
        return new Process(array_merge([self::SCRIPT], $arguments), $variables, $this->directory);
    }

    /**
     * What a child says that a command on the given host starts.
     *
     * @param list<string> $arguments
     */
    private function child(string $host, array $arguments): Process
    {
        $parent = [__DIR__ . '/fixtures/parent-script.php', "--host=$host", '--'];
        $variables = ['CONFIG_PHP' => $this->directory . '/config.php'];
        return new Process(array_merge($parent, $arguments), $variables, $this->directory);
    }

    /**
     * @return array<string, mixed>
     */
    private function said(Process $command): array
    {
        self::assertSame(['', 0], [$command->stderr, $command->exitCode], $command->stdout);
        return json_decode($command->stdout, true, 512, JSON_THROW_ON_ERROR);
    }

    private function assertRefused(int $exitCode, Process $command): void
    {
        self::assertSame([$exitCode, ''], [$command->exitCode, $command->stdout], $command->stderr);
        self::assertMatchesRegularExpression('/\Avmoodle-gen: [^\n]+\n\z/', $command->stderr);
    }

    /**
     * Publishes beta as the host for commands that name none, of a platform with its code tree in a directory.
     */
    private function withoutHost(string $tree, string $status = '200'): void
    {
        $references = $this->out->campus();
        $ids = [
            'alpha' => "200\t0\talpha\talpha.example\t$references[alpha]",
            'beta' => "200\t0\tbeta\tbeta.example:8045\t$references[beta]",
            '-' => "$status\t0\tbeta\t" . str_replace('%2F', '/', rawurlencode($tree)) . "\t$references[beta]",
        ];
        $this->out->publish(['alpha.example' => $ids['alpha']], $ids);
    }

    private function config(string $first): void
    {
        file_put_contents($this->directory . '/config.php', "<?php\n$first\n"
            . "unset(\$CFG);\nglobal \$CFG;\n\$CFG = new stdClass();\n"
            . 'if (!require ' . var_export($this->out->path . '/vmoodle.php', true) . ") {\n"
            . "    \$CFG->dirroot = __DIR__;\n    return;\n}\n");
    }

    private function publishWithSecret(string $file): void
    {
        $reference = $this->out->fragment('alpha', ['wwwroot' => 'https://alpha.example'], ['dbpass' => $file]);
        $record = "200\t0\talpha\talpha.example\t$reference";
        $this->out->publish(['alpha.example' => $record], ['alpha' => $record]);
    }
}
