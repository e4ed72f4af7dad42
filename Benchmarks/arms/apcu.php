<?php

// Settings in APCu, which starts empty with php-fpm: the request that finds nothing there fills it for all others.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $settings = apcu_fetch("host:$host");
    if ($settings === false && !apcu_exists('filled')) {
        $rows = fopen(__DIR__ . '/data/rows.tsv', 'rb');
        while (($row = fgets($rows)) !== false) {
            $fields = explode("\t", $row);
            apcu_store("host:$fields[0]", json_decode($fields[3], true));
        }
        apcu_store('filled', true);
        $settings = apcu_fetch("host:$host");
    }
    if ($settings === false) {
        require __DIR__ . '/grammar.php';
        $settings = apcu_fetch("host:$key");
    }
    if ($settings === false) {
        http_response_code(404);
        exit;
    }
    foreach ($settings as $name => $value) {
        $CFG->$name = $value;
    }
})();
