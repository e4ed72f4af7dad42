<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

/**
 * A command that has ended.
 */
final class Process
{
    /** @var int */
    public $exitCode;
    /** @var string */
    public $stdout;
    /** @var string */
    public $stderr;

    /**
     * Runs PHP with the given arguments and nothing but the given variables in its environment.
     *
     * @param list<string> $arguments
     * @param array<string, string> $environment
     * @param list<string> $options of PHP
     */
    public function __construct(array $arguments, array $environment, string $directory, array $options = [])
    {
        // Whatever PHP has to say shall be seen by the test.
        $options = array_merge(['-d', 'display_errors=1', '-d', 'error_reporting=-1'], Coverage::options($options));
        $command = array_merge([PHP_BINARY], $options, $arguments);
        // stderr to a file: two pipes read in turn may block.
        $errors = tempnam($directory, 'stderr');
        $streams = [0 => ['file', '/dev/null', 'r'], 1 => ['pipe', 'w'], 2 => ['file', $errors, 'w']];
        $process = proc_open($command, $streams, $pipes, $directory, $environment);
        $this->stdout = stream_get_contents($pipes[1]);
        $this->exitCode = proc_close($process);
        $this->stderr = file_get_contents($errors);
        unlink($errors);
    }
}
