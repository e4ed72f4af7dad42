<?php // vmoodle-gen: generated, do not edit; the next build replaces it
// Copy or link this file to config.php in the root of the code tree.
unset($CFG);
global $CFG;
$CFG = new stdClass();
require '/srv/vmoodle/vmoodle.php';
require '/srv/moodle-4.5/lib/setup.php';
