<?php

// Writes what one arm looks hosts up in, into the folder that the arms are in:
//
//     php fill.php rows FOLDER    data/rows.tsv from data/keys.tsv (key, id) and from the fragments of a build: key,
//                                 id, fragment, settings as JSON. The others are made from it.
//     php fill.php array|inline|file|cdb|sqlite|mariadb FOLDER

[, $form, $folder] = $argv;
$data = "$folder/data";

/**
 * The fields of each row: key, id, fragment, settings.
 *
 * @return Generator<array{string, string, string, array<string, mixed>}>
 */
function rows(string $data): Generator
{
    $file = fopen("$data/rows.tsv", 'rb');
    while (($line = fgets($file)) !== false) {
        $fields = explode("\t", $line);
        $fields[3] = json_decode($fields[3], true, 512, JSON_THROW_ON_ERROR);
        yield $fields;
    }
}

switch ($form) {
    case 'rows':
        $fragments = [];
        $flags = FilesystemIterator::SKIP_DOTS | FilesystemIterator::CURRENT_AS_PATHNAME;
        $tree = new RecursiveDirectoryIterator("$folder/out/fragments", $flags);
        foreach (new RecursiveIteratorIterator($tree) as $path) {
            $fragment = require $path;
            $fragments[$fragment[1]] = "$path\t" . json_encode($fragment[2], JSON_THROW_ON_ERROR);
        }
        $rows = fopen("$data/rows.tsv", 'wb');
        foreach (file("$data/keys.tsv", FILE_IGNORE_NEW_LINES) as $line) {
            [, $id] = explode("\t", $line);
            fwrite($rows, "$line\t$fragments[$id]\n");
        }
        break;

    case 'array':
        $array = fopen("$data/array.php", 'wb');
        fwrite($array, "<?php\nreturn [\n");
        foreach (rows($data) as [$key, $id]) {
            fwrite($array, "'$key' => '$data/array/$id.php',\n");
        }
        fwrite($array, "];\n");
        break;

    case 'inline':
        $array = fopen("$data/inline.php", 'wb');
        fwrite($array, "<?php\nreturn [\n");
        foreach (rows($data) as [$key, , , $settings]) {
            fwrite($array, "'$key' => " . var_export($settings, true) . ",\n");
        }
        fwrite($array, "];\n");
        break;

    case 'file':
        mkdir("$data/hosts");
        foreach (rows($data) as [$key, , $fragment]) {
            copy($fragment, "$data/hosts/$key.php");
        }
        break;

    case 'cdb':
        $cdb = dba_open("$data/hosts.cdb", 'n', 'cdb_make');
        foreach (rows($data) as [$key, , , $settings]) {
            dba_insert($key, serialize($settings), $cdb);
        }
        dba_close($cdb);
        break;

    case 'sqlite':
        $sqlite = new SQLite3("$data/hosts.sqlite");
        $sqlite->exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
        $sqlite->exec('CREATE TABLE hosts (name TEXT PRIMARY KEY, settings TEXT NOT NULL) WITHOUT ROWID');
        $insert = $sqlite->prepare('INSERT INTO hosts VALUES (:name, :settings)');
        foreach (rows($data) as [$key, , , $settings]) {
            $insert->bindValue(':name', $key);
            $insert->bindValue(':settings', serialize($settings));
            $insert->execute();
        }
        $sqlite->exec('COMMIT');
        break;

    case 'mariadb':
        // VMoodle knows no aliases: a host has one row. Behind its address what the plugin's table has, in its order.
        $table = fopen("$data/vmoodle.tsv", 'wb');
        $seen = [];
        foreach (rows($data) as [, $id, , $settings]) {
            if (isset($seen[$id])) {
                continue;
            }
            $seen[$id] = true;
            $name = "École {$id}";
            fwrite($table, implode("\t", [
                $name, $id, "$name, au réseau depuis 2004", $settings['wwwroot'],
                $settings['dbtype'], $settings['dbhost'], $settings['dbuser'], 'change-me', $settings['dbname'],
                $settings['prefix'], 0, $settings['dataroot'], 1, 1, 1700000000, 1700000000, 60, 1000, '',
            ]) . "\n");
        }
        break;

    default:
        fwrite(STDERR, "no such form: $form\n");
        exit(64);
}
