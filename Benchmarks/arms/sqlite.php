<?php

// A table of SQLite with the host name as its primary key.

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $database = new SQLite3(__DIR__ . '/data/hosts.sqlite', SQLITE3_OPEN_READONLY);
    $query = $database->prepare('SELECT settings FROM hosts WHERE name = :name');
    $query->bindValue(':name', $host);
    $row = $query->execute()->fetchArray(SQLITE3_NUM);
    if ($row === false) {
        require __DIR__ . '/grammar.php';
        $query->reset();
        $query->bindValue(':name', $key);
        $row = $query->execute()->fetchArray(SQLITE3_NUM);
    }
    if ($row === false) {
        http_response_code(404);
        exit;
    }
    foreach (unserialize($row[0], ['allowed_classes' => false]) as $name => $value) {
        $CFG->$name = $value;
    }
})();
