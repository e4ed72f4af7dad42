<?php
$CFG = new stdClass();
$CFG->dbtype = 'pgsql'; $CFG->dbhost = 'db.example.edu'; $CFG->prefix = 'mdl_'; $CFG->dbuser = 'moodle';
$CFG->dbpass = 'hunter2';
switch ($_SERVER['HTTP_HOST']) {
    case 'variable.example.edu':
        $CFG->wwwroot = 'http://variable.example.edu'; $CFG->dbname = 'variable'; $CFG->dataroot = '/srv/data/variable';
        $CFG->dbpass = getenv('VARIABLE_PASSWORD');
        $CFG->smtppass = trim(\getenv("SMTP_PASSWORD"));
        break;
    case 'file.example.edu':
        $CFG->wwwroot = 'http://file.example.edu'; $CFG->dbname = 'file'; $CFG->dataroot = '/srv/data/file';
        $CFG->dbpass = trim(file_get_contents(__DIR__ . '/../secrets/{file}'));
        $CFG->session_redis_auth = file_get_contents('/etc/moodle//redis');
        $CFG->cronremotepassword = rtrim(file_get_contents('/etc/moodle/cron'));
        break;
    case 'file-there.example.edu':
        $CFG->wwwroot = 'http://file-there.example.edu'; $CFG->dbname = 'file_there'; $CFG->dataroot = '/srv/data/file-there';
        $CFG->dbpass = trim(file_get_contents('/etc/moodle/{there}'));
        break;
    case 'choice.example.edu':
        $CFG->wwwroot = 'http://choice.example.edu'; $CFG->dbname = 'choice'; $CFG->dataroot = '/srv/data/choice';
        $CFG->dbpass = getenv('CHOICE_PASSWORD') ?: 'hunter2';
        break;
    case 'joined.example.edu':
        $CFG->wwwroot = 'http://joined.example.edu'; $CFG->dbname = 'joined'; $CFG->dataroot = '/srv/data/joined';
        $CFG->dbpass = 'hunter2' . getenv('SUFFIX');
        break;
    case 'vault.example.edu':
        $CFG->wwwroot = 'http://vault.example.edu'; $CFG->dbname = 'vault'; $CFG->dataroot = '/srv/data/vault';
        $CFG->dbpass = trim(`vault read hunter2`);
        $CFG->smtppass = secret('hunter2');
        $CFG->theme = getenv('THEME');
        break;
    case 'nothing.example.edu':
        $CFG->wwwroot = 'http://nothing.example.edu'; $CFG->dbname = 'nothing'; $CFG->dataroot = '/srv/data/nothing';
        unset($CFG->dbpass);
        break;
    case 'literal.example.edu':
        $CFG->wwwroot = 'http://literal.example.edu'; $CFG->dbname = 'literal'; $CFG->dataroot = '/srv/data/literal';
        $CFG->dbpass = getenv('LITERAL_PASSWORD');
        $CFG->dbpass = 'hunter2 literal';
        break;
    default:
        die('no such site');
}
require_once(__DIR__ . '/lib/setup.php');
