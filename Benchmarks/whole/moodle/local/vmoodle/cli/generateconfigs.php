<?php

// What VMoodle's generateconfigs does: of each row of its table it makes a copy of Moodle's own config.php in which the
// site's values stand, by expressions that go over the whole text; values are not quoted.

require dirname(__DIR__, 3) . '/config.php';

$rows = $DB->get_records('local_vmoodle', []);
$folder = $CFG->dataroot . '/vmoodle_configs';
if (!is_dir($folder)) {
    mkdir($folder);
}
$text = file_get_contents($CFG->dirroot . '/config.php');
$columns = [
    'wwwroot' => 'vhostname', 'dataroot' => 'vdatapath', 'dbhost' => 'vdbhost', 'dbname' => 'vdbname', 'dbuser' => 'vdblogin',
    'dbpass' => 'vdbpass', 'prefix' => 'vdbprefix',
];
foreach ($rows as $row) {
    $config = $text;
    foreach ($columns as $name => $column) {
        $config = preg_replace("#CFG->$name\s+=\s+['\"].*?['\"];#s", "CFG->$name = '{$row->$column}';", $config);
    }
    if ($row->vdbpersist) {
        $config = preg_replace("#'dbpersist'\s+=>\s+.*?,#", "'dbpersist' => true,", $config);
    }
    file_put_contents("$folder/config-{$row->shortname}.php", $config);
}
