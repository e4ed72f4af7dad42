<?php

// vmoodle-gen: generated, do not edit; the next build replaces it
// Where VMoodle has a script of its own; Moodle's takes --host as well.
require call_user_func(require __DIR__ . '/../handover.php', '/srv/moodle\'s \\ 4.5/admin/cli/mysql_compressed_rows.php');
