<?php

declare(strict_types=1);

namespace VMoodleGen\Tests;

use VMoodleGen\Command;
use VMoodleGen\CommandLine;
use VMoodleGen\Damage;
use VMoodleGen\Suggestions;
use VMoodleGen\Tests\Support\ShimTestCase;

final class CommandLineTest extends ShimTestCase
{
    public function testHostIsTakenOutOfTheArguments(): void
    {
        $cases = [
            // arguments, what is left, values
            [['s.php'], ['s.php'], []],
            [[], [], []],
            [['s.php', '--host=a'], ['s.php'], ['a']],
            [['s.php', '--host', 'a'], ['s.php'], ['a']],
            [['s.php', '-x', '--host=a', 'y'], ['s.php', '-x', 'y'], ['a']],
            [['s.php', '--name=1', '--host', 'a', '--help'], ['s.php', '--name=1', '--help'], ['a']],
            [['s.php', '--host=a', '--host=b'], ['s.php'], ['a', 'b']],
            [['s.php', '--host=a', '--', '--host=b'], ['s.php', '--', '--host=b'], ['a']],
            [['s.php', '--', '--host', 'b'], ['s.php', '--', '--host', 'b'], []],
            [['--host=a', '--host=b'], ['--host=a'], ['b']],
            [['--host', 'b'], ['--host', 'b'], []],
            [['--', '--host=b'], ['--'], ['b']],
            [['s.php', '--host'], ['s.php'], ['']],
            [['s.php', '--host='], ['s.php'], ['']],
            [['s.php', '--host', '--'], ['s.php', '--'], ['']],
            [['s.php', '--host', '--help'], ['s.php', '--help'], ['']],
            [['s.php', '--host', ''], ['s.php'], ['']],
            [
                ['s.php', '--hosts=a', '-host=a', '--HOST=a', 'host=a'],
                ['s.php', '--hosts=a', '-host=a', '--HOST=a', 'host=a'], [],
            ],
            [['s.php', '--host==a'], ['s.php'], ['=a']],
            [['s.php', '', '--host=a', ''], ['s.php', '', ''], ['a']],
        ];
        foreach ($cases as [$arguments, $rest, $hosts]) {
            self::assertSame(
                ['rest' => $rest, 'hosts' => $hosts],
                Command::split($arguments),
                json_encode($arguments)
            );
        }
    }

    public function testAValueSpellsAKey(): void
    {
        $cases = [
            'https://alpha.example' => 'alpha.example',
            'HTTP://Alpha.Example./' => 'alpha.example',
            'http://beta.example:8045/ecole-3/' => 'beta.example:8045/ecole-3',
            'beta.example:8045/ecole-3' => 'beta.example:8045/ecole-3',
            'beta.example:443/Ecole-3' => 'beta.example/Ecole-3',
            'https://alpha.example/a/b.c/d~e' => 'alpha.example/a/b.c/d~e',
            'alpha.example//' => null,
            'alpha.example/a//b' => null,
            'alpha.example/../b' => null,
            'alpha.example/.b' => null,
            'alpha.example?x' => null,
            'alpha.example/a?x' => null,
            'alpha.example/a#x' => null,
            "alpha.example/a\n" => null,
            "alpha.example\n" => null,
            'https://user@alpha.example' => null,
            'https://' => null,
            '/' => null,
            '' => null,
        ];
        foreach ($cases as $value => $key) {
            self::assertSame($key, CommandLine::key((string) $value), json_encode($value));
        }
    }

    public function testAHostIsNamedByIdUrlOrAddress(): void
    {
        $references = $this->out->campus();
        $cases = [
            'alpha' => 'alpha', 'https://alpha.example' => 'alpha', 'http://alpha.example/' => 'alpha',
            'ALPHA.example:443' => 'alpha',
            'www.alpha.example' => 'alpha', 'https://old.example' => 'alpha', 'beta' => 'beta',
            'beta.example:8045' => 'beta',
            'ecole-3' => 'ecole-3', 'https://beta.example:8045/ecole-3/' => 'ecole-3', 'maint' => 'maint',
            'maint.example' => 'maint',
        ];
        foreach ($cases as $value => $id) {
            $answer = $this->resolve([['--host', $value]]);
            $given = [$answer['status'], $answer['id'], $answer['payload']];
            self::assertSame([200, $id, $references[$id]], $given, $value);
        }
    }

    public function testWhatIsNotDeclaredIsUnknown(): void
    {
        $this->out->campus();
        $values = [
            'beta.example', 'beta.example:8046', 'alpha.example:8080', 'https://beta.example:8045/ecole-3/index.php',
            'https://beta.example:8045/Ecole-3', 'https://alpha.example/ecole-3', 'stub.example', 'Alpha', "alpha\n",
            'alpha ', ' alpha',
            '../alpha', '1', '*', 'https://alpha', "x'or'1", '200', "alpha.example\t200",
        ];
        foreach ($values as $value) {
            $answer = $this->resolve([['--host', $value]]);
            self::assertSame([64, ''], [$answer['status'], $answer['payload']], $value);
        }
    }

    public function testAHostThatIsOffIsUnavailable(): void
    {
        $this->out->campus();
        $cases = [
            'off' => 'disabled', 'https://off.example' => 'disabled', 'https://gone.example' => 'archived',
        ];
        foreach ($cases as $value => $state) {
            $answer = $this->resolve([['--host', $value]]);
            self::assertSame([69, ''], [$answer['status'], $answer['payload']]);
            self::assertStringContainsString($state, $answer['message']);
        }
    }

    public function testAnIdThatIsAnotherHostsAddressIsAmbiguous(): void
    {
        $this->out->campus();
        $answer = $this->resolve([['--host', 'gone']]);
        self::assertSame(64, $answer['status']);
        self::assertSame('alpha', $this->resolve([['--host', 'http://gone']])['id']);
    }

    public function testAnIdThatIsItsOwnHostsAddressIsNotAmbiguous(): void
    {
        $record = "200\t0\tlocalhost\tlocalhost\t" . str_repeat('0', 32);
        $this->out->publish(['localhost' => $record], ['localhost' => $record]);
        self::assertSame('localhost', $this->resolve([['--host', 'localhost']])['id']);
    }

    public function testSourcesMustNameOneHost(): void
    {
        $this->out->campus();
        $agree = [
            ['--host', 'alpha'], ['CLI_VMOODLE_OVERRIDE', 'https://alpha.example'], ['VMOODLE_HOST', 'old.example'],
        ];
        self::assertSame('alpha', $this->resolve($agree)['id']);
        $differ = [
            [['--host', 'alpha'], ['VMOODLE_HOST', 'beta']],
            [['CLI_VMOODLE_OVERRIDE', 'alpha'], ['VMOODLE_HOST', 'beta']],
            [['--host', 'beta'], ['VMOODLE_HOST', 'ecole-3']],
            [['--host', 'alpha'], ['--host', 'beta']],
            [['--host', 'alpha'], ['--host', 'alpha.example']],
            [['--host', 'alpha'], ['VMOODLE_HOST', 'nobody']],
            [['--host', 'alpha'], ['--host', '']],
            [['CLI_VMOODLE_OVERRIDE', '']],
            [],
        ];
        foreach ($differ as $named) {
            self::assertSame(64, $this->resolve($named)['status'], json_encode($named));
        }
        self::assertSame('alpha', $this->resolve([['--host', 'alpha'], ['--host', 'alpha']])['id']);
    }

    public function testNoHostGetsAHint(): void
    {
        $this->out->campus();
        $message = $this->resolve([])['message'];
        self::assertStringContainsString('--host=URL', $message);
        self::assertStringContainsString('VMOODLE_HOST', $message);
    }

    public function testATypingErrorGetsUpToThreeSuggestions(): void
    {
        $this->out->campus();
        self::assertStringContainsString('did you mean alpha', $this->resolve([['--host', 'alhpa']])['message']);
        self::assertStringContainsString(
            'beta.example:8045/ecole-3',
            $this->resolve([['--host', 'http://beta.example:8045/ecole-2']])['message']
        );
        self::assertStringNotContainsString('did you mean', $this->resolve([['--host', 'zzzzzzzz']])['message']);
        self::assertStringNotContainsString('stub.example', $this->resolve([['--host', 'stub.exampl']])['message']);

        $records = [];
        for ($i = 0; $i < 3000; $i++) {
            $records["host$i.example"] = "200\t0\thost$i\thost$i.example\t" . str_repeat('0', 32);
        }
        $this->out->publish($records, []);
        $release = "releases/{$this->out->release}";
        $near = Suggestions::near($this->out->path, $release, 'hsot7.example');
        self::assertCount(3, $near);
        self::assertSame([], Suggestions::near($this->out->path, $release, str_repeat('x', 5000)));
        self::assertSame([], Suggestions::near($this->out->path, 'releases/' . str_repeat('0', 32), 'alpha'));
    }

    public function testAValueIsShownWithoutControlCharacters(): void
    {
        $this->out->campus();
        self::assertDoesNotMatchRegularExpression(
            '/[\x00-\x1f\x7f-\xff]/',
            $this->resolve([['--host', "\e[2J\n\xff\0"]])['message']
        );
    }

    public function testAnAliasWhoseHostIsMissingIsDamage(): void
    {
        $this->out->publish(['old.example' => "308\t0\talpha\talpha.example\thttps://alpha.example"], []);
        $this->expectException(Damage::class);
        $this->resolve([['--host', 'old.example']]);
    }

    public function testAStatusThatIsNotKnownIsDamage(): void
    {
        $record = "201\t0\talpha\talpha.example\t";
        $this->out->publish(['alpha.example' => $record], ['alpha' => $record]);
        $message = self::damage(function () {
            CommandLine::resolve($this->out->path, [['--host', 'alpha']]);
        }, 'status');
        self::assertStringContainsString('the record of alpha', $message);
    }

    public function testATableOfKeysInPlaceOfIdsIsDamage(): void
    {
        $this->out->publish([], ['alpha' => "200\t0\tbeta\talpha.example\t" . str_repeat('0', 32)]);
        $this->expectException(Damage::class);
        $this->resolve([['--host', 'alpha']]);
    }

    /**
     * @param list<array{string, string}> $named
     * @return array{status: int, message: string, id: string, payload: string}
     */
    private function resolve(array $named): array
    {
        return CommandLine::resolve($this->out->path, $named);
    }
}
