<?php

// Of what Moodle's own sets up, as much as VMoodle's generateconfigs asks for: the rows of a table, and three functions of
// commands. A whole Moodle would start in more time than this.

global $DB;

$CFG->dirroot = dirname(__DIR__);
$CFG->libdir = __DIR__;
$CFG->version = 2024042200;

$DB = new class {
    public function get_records(string $table, array $conditions): array
    {
        global $CFG;
        $connection = mysqli_connect($CFG->dbhost, $CFG->dbuser, $CFG->dbpass, $CFG->dbname);
        $result = mysqli_query($connection, "SELECT * FROM {$CFG->prefix}$table");
        $rows = [];
        while ($row = mysqli_fetch_object($result)) {
            $rows[$row->id] = $row;
        }
        return $rows;
    }
};

function cli_get_params(array $options, array $short): array
{
    return [$options, []];
}

function cli_error(string $text): void
{
    exit("$text\n");
}

function get_string(string $name, string $component, $value = null): string
{
    return $name;
}
