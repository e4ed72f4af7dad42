<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

/**
 * Counting lines in child processes, for Tests/coverage.
 */
final class Coverage
{
    /**
     * Options of PHP for a child; where nothing is measured, those that are given.
     *
     * @param list<string> $options `-d`, setting, `-d`, setting …
     * @return list<string>
     */
    public static function options(array $options): array
    {
        $counting = json_decode((string) getenv('VMOODLE_COVERAGE'), true);
        if (!is_array($counting)) {
            return $options;
        }
        $own = dirname(__DIR__) . '/coverage/start.php';
        $options = str_replace('auto_prepend_file=', 'vmoodle.prepend=', $options);
        return array_merge($counting, ['-d', "auto_prepend_file=$own"], $options);
    }
}
