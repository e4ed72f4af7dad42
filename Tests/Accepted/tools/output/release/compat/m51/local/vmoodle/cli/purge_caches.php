<?php

// vmoodle-gen: generated, do not edit; the next build replaces it
// Where VMoodle has a script of its own; Moodle's takes --host as well.
require call_user_func(require __DIR__ . '/../handover.php', '/srv/moodle-5.1/admin/cli/purge_caches.php');
