<?php

// Scheduled tasks: their names, and what they do.

function standInTasks(): array
{
    return [
        '\core\task\cleanup_task' => function () {
            echo "cleaned up\n";
        },
        // Its child has no host on its command line, as "Run now" on a web page starts one.
        '\core\task\spawning_task' => function () {
            global $CFG;
            $php = $CFG->pathtophp ?? PHP_BINARY;
            $command = escapeshellarg($php) . ' ' . escapeshellarg($CFG->root . '/admin/cli/scheduled_task.php')
                . ' --execute=' . escapeshellarg('\core\task\cleanup_task');
            passthru($command, $status);
            if ($status !== 0) {
                throw new RuntimeException("the child ended with status $status");
            }
        },
        '\core\task\failing_task' => function () {
            throw new RuntimeException('this task always fails');
        },
        '\core\task\slow_task' => function () {
            passthru('sleep 300');
        },
    ];
}

function standInRun(string $class): bool
{
    global $DB;
    echo "Execute scheduled task: $class\n";
    try {
        standInTasks()[$class]();
        $DB->rows('UPDATE {task_scheduled} SET runs = runs + 1 WHERE classname = ?', [$class]);
        echo "Scheduled task complete: $class\n";
        return true;
    } catch (RuntimeException $cause) {
        echo "Scheduled task failed: $class, {$cause->getMessage()}\n";
        return false;
    }
}
