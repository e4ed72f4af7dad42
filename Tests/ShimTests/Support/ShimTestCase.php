<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

use PHPUnit\Framework\TestCase;
use VMoodleGen\Damage;

/**
 * A test with a directory of its own, and an output directory in it.
 */
abstract class ShimTestCase extends TestCase
{
    /** @var string */
    protected $directory;
    /** @var OutputDirectory */
    protected $out;

    protected function setUp(): void
    {
        $this->directory = sys_get_temp_dir() . '/vmoodle-gen-shim-' . bin2hex(random_bytes(8));
        mkdir($this->directory, 0700);
        $this->out = new OutputDirectory($this->directory . '/out');
    }

    protected function tearDown(): void
    {
        self::remove($this->directory);
    }

    /**
     * A file of Tests/Vectors.
     *
     * @return array<string, mixed>
     */
    protected static function vectors(string $name): array
    {
        $text = file_get_contents(dirname(__DIR__, 2) . "/Vectors/$name");
        return json_decode($text, true, 512, JSON_THROW_ON_ERROR);
    }

    /**
     * A text of a vector: itself, or what is repeated.
     *
     * @param string|array{repeat: string, times: int} $value
     */
    protected static function text($value): string
    {
        return is_array($value) ? str_repeat($value['repeat'], $value['times']) : $value;
    }

    /**
     * The message of the damage that is seen. What damaged files print is boot()'s to swallow, so here it is dropped.
     */
    protected static function damage(callable $act, string $about): string
    {
        ob_start();
        try {
            $act();
        } catch (Damage $cause) {
            return (string) $cause;
        } finally {
            ob_end_clean();
        }
        self::fail("no damage seen: $about");
    }

    private static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            foreach (array_diff(scandir($path), ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            rmdir($path);
        } else {
            unlink($path);
        }
    }
}
