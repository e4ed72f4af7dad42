<?php

/**
 * The database of one site; tables are written {name}.
 */
class StandInDatabase
{
    private $prefix;
    private $mysqli;
    private $pgsql;

    public function __construct(stdClass $cfg)
    {
        $this->prefix = $cfg->prefix;
        $socket = $cfg->dboptions['dbsocket'] ?? '';
        $port = (int)($cfg->dboptions['dbport'] ?? 0);
        if ($cfg->dbtype === 'pgsql') {
            $quote = function ($text) {
                return "'" . addcslashes($text, "'\\") . "'";
            };
            $words = 'host=' . $quote($socket !== '' ? $socket : $cfg->dbhost) . ' dbname=' . $quote($cfg->dbname)
                . ' user=' . $quote($cfg->dbuser) . ' password=' . $quote($cfg->dbpass);
            $this->pgsql = pg_connect($words . ($port ? " port=$port" : ''), PGSQL_CONNECT_FORCE_NEW);
            if (!$this->pgsql) {
                fwrite(STDERR, "Database connection failed\n");
                exit(1);
            }
            return;
        }
        mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
        try {
            $this->mysqli = new mysqli($cfg->dbhost, $cfg->dbuser, $cfg->dbpass, $cfg->dbname, $port, $socket);
        } catch (mysqli_sql_exception $cause) {
            fwrite(STDERR, "Database connection failed\n");
            exit(1);
        }
    }

    /** The rows of a statement whose ? are filled with texts. */
    public function rows(string $sql, array $values = []): array
    {
        $sql = preg_replace('/\{(\w+)\}/', $this->prefix . '$1', $sql);
        if ($this->pgsql) {
            $number = 0;
            $sql = preg_replace_callback('/\?/', function () use (&$number) {
                return '$' . ++$number;
            }, $sql);
            $result = pg_query_params($this->pgsql, $sql, $values);
            if (!$result) {
                throw new RuntimeException(pg_last_error($this->pgsql));
            }
            return array_map('array_values', pg_fetch_all($result) ?: []);
        }
        $statement = $this->mysqli->prepare($sql);
        if ($values) {
            $statement->bind_param(str_repeat('s', count($values)), ...$values);
        }
        $statement->execute();
        $result = $statement->get_result();
        return $result ? $result->fetch_all() : [];
    }

    public function isInstalled(): bool
    {
        $table = $this->prefix . 'config';
        $schema = $this->pgsql ? 'current_schema()' : 'DATABASE()';
        return (bool)$this->rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = $schema AND table_name = ?",
            [$table]
        );
    }

    public function setConfig(string $name, string $value): void
    {
        $this->rows('DELETE FROM {config} WHERE name = ?', [$name]);
        $this->rows('INSERT INTO {config} (name, value) VALUES (?, ?)', [$name, $value]);
    }

    /** What ran here, and which site it took itself for. */
    public function log(string $script, string $wwwroot): void
    {
        $this->rows('INSERT INTO {log} (script, wwwroot) VALUES (?, ?)', [$script, $wwwroot]);
    }
}
