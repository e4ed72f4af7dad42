<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use Throwable;

/**
 * The files of the output directory: docs/resolution.md §5.
 */
final class Output
{
    /**
     * What the output's `current` reads, `releases/ID`. To be read once per request: one release from end to end.
     *
     * Nothing is opened through the link: PHP would serve its old target for the length of realpath_cache_ttl.
     *
     * @throws Damage
     */
    public static function release(string $out): string
    {
        $target = @readlink("$out/current");
        if (is_string($target) && preg_match('~^releases/[0-9a-f]{32}$~D', $target) === 1) {
            return $target;
        }
        throw self::damage("$out/current", 'is not a link to a release');
    }

    /**
     * The file that a reference names.
     */
    public static function path(string $folder, string $reference): string
    {
        return $folder . '/' . substr($reference, 0, 2) . '/' . substr($reference, 2) . '.php';
    }

    /**
     * The list that a file of the output returns. A damaged file may print something; the caller swallows that.
     *
     * @return array<mixed>
     * @throws Damage
     */
    public static function load(string $file): array
    {
        try {
            $content = @include $file;
        } catch (Throwable $cause) {
            // Not the cause's message: a ParseError quotes the token, which may be a password.
            $content = null;
        }
        if (is_array($content)) {
            return $content;
        }
        throw self::damage($file, @is_file($file) ? 'is not what a build wrote' : 'is missing');
    }

    /**
     * The first letters of the types of a list's fields, as gettype() names them; `?` where a key is not its position.
     *
     * @param array<mixed> $fields
     */
    public static function shape(array $fields): string
    {
        $shape = '';
        foreach ($fields as $position => $field) {
            $shape .= $position === strlen($shape) ? gettype($field)[0] : '?';
        }
        return $shape;
    }

    /**
     * Whether a text names a stored file.
     */
    public static function isReference(string $text): bool
    {
        return preg_match('/^[0-9a-f]{32}$/D', $text) === 1;
    }

    /**
     * What is wrong with a part of the output.
     */
    public static function damage(string $place, string $reason): Damage
    {
        require_once __DIR__ . '/Damage.php';
        return new Damage("$place $reason");
    }
}
