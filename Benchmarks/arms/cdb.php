<?php

// A cdb (PHP's dba), from host name to serialized settings. It is replaced by a rename and needs no lock ("-").

unset($CFG);
global $CFG;
$CFG = new stdClass();

(static function () use ($CFG): void {
    require __DIR__ . '/host.php';
    $hosts = dba_open(__DIR__ . '/data/hosts.cdb', 'r-', 'cdb');
    $text = dba_fetch($host, $hosts);
    if ($text === false) {
        require __DIR__ . '/grammar.php';
        $text = dba_fetch($key, $hosts);
    }
    if ($text === false) {
        http_response_code(404);
        exit;
    }
    foreach (unserialize($text, ['allowed_classes' => false]) as $name => $value) {
        $CFG->$name = $value;
    }
})();
