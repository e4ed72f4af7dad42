<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

use RuntimeException;

/**
 * PHP's built-in server on a free port of 127.0.0.1, until stop().
 */
final class WebServer
{
    /** @var resource */
    private $process;
    /** @var int */
    private $port;
    /** @var string */
    private $log;

    /** @param list<string> $options of PHP */
    public function __construct(string $root, string $log, array $options = [])
    {
        $this->log = $log;
        for ($try = 0; $try < 5; $try++) {
            $socket = stream_socket_server('tcp://127.0.0.1:0');
            $this->port = (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
            fclose($socket);
            $this->process = proc_open(
                array_merge([
                    PHP_BINARY, '-d', 'display_errors=1', '-d', 'error_reporting=-1', '-d', 'register_argc_argv=1',
                ], Coverage::options($options), ['-S', "127.0.0.1:$this->port"]),
                [0 => ['file', '/dev/null', 'r'], 1 => ['file', $log, 'a'], 2 => ['file', $log, 'a']],
                $pipes,
                $root,
                ['VMOODLE_HOST' => 'alpha']
            );
            if ($this->answers()) {
                return;
            }
            $this->stop();
        }
        throw new RuntimeException('the built-in server does not start: ' . file_get_contents($log));
    }

    /**
     * The answer to a raw request: status, headers by lower-case name, body.
     *
     * @param list<string> $headers
     * @return array{status: int, headers: array<string, string>, body: string}
     */
    public function request(string $target, array $headers, string $method = 'GET'): array
    {
        $connection = stream_socket_client("tcp://127.0.0.1:$this->port", $code, $message, 10);
        stream_set_timeout($connection, 10);
        // 1.0: no chunks, and no Host needed.
        fwrite($connection, implode("\r\n", array_merge(["$method $target HTTP/1.0"], $headers, ['', ''])));
        $answer = (string) stream_get_contents($connection);
        fclose($connection);
        [$head, $body] = explode("\r\n\r\n", $answer, 2) + ['', ''];
        $lines = explode("\r\n", $head);
        $status = (int) substr((string) array_shift($lines), 9, 3);
        $named = [];
        foreach ($lines as $line) {
            [$name, $value] = explode(':', $line, 2);
            $named[strtolower($name)] = trim($value);
        }
        return ['status' => $status, 'headers' => $named, 'body' => $body];
    }

    public function log(): string
    {
        return (string) file_get_contents($this->log);
    }

    public function stop(): void
    {
        if (is_resource($this->process)) {
            proc_terminate($this->process);
            proc_close($this->process);
        }
    }

    private function answers(): bool
    {
        for ($wait = 0; $wait < 500 && proc_get_status($this->process)['running']; $wait++) {
            $connection = @stream_socket_client("tcp://127.0.0.1:$this->port", $code, $message, 1);
            if ($connection !== false) {
                fclose($connection);
                return true;
            }
            usleep(10000);
        }
        return false;
    }
}
