<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

// What web servers run for a site that is not enabled, whatever was asked for: none of the site's own code.
require dirname(__DIR__) . '/vmoodle.php';

// Still here: the site is enabled again, and this server has not read its new files. Nothing is served by old ones.
require_once __DIR__ . '/Damage.php';
require_once __DIR__ . '/Refusal.php';
exit(\VMoodleGen\Refusal::damage(dirname(__DIR__), new \VMoodleGen\Damage(
    'the web server refuses a site that is enabled: let it read the files of the current release'
)));
