<?php

// The config.php of a Moodle as VMoodle's generateconfigs goes through it, and of what lies behind it as much as that asks for:
// the rows of a table, and three functions of commands. A whole Moodle would start in more time than this.

unset($CFG);
global $CFG, $DB;
$CFG = new stdClass();
$CFG->dbtype = 'mariadb';
$CFG->dblibrary = 'native';
$CFG->dbhost = 'localhost';
$CFG->dbname = 'vmoodle';
$CFG->dbuser = 'vmoodle';
$CFG->dbpass = 'vmoodle';
$CFG->prefix = 'mdl_';
$CFG->dboptions = array('dbpersist' => false, 'dbport' => '', 'dbsocket' => '');
$CFG->wwwroot = 'https://main.example.edu';
$CFG->dataroot = 'DATAROOT';
$CFG->admin = 'admin';
$CFG->directorypermissions = 02777;
$CFG->dirroot = __DIR__;
$CFG->libdir = __DIR__ . '/lib';
$CFG->version = 2024042200;

$DB = new class {
    public function get_records(string $table, array $conditions): array
    {
        $connection = mysqli_connect('localhost', 'vmoodle', 'vmoodle', 'vmoodle');
        $result = mysqli_query($connection, "SELECT * FROM mdl_$table");
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
