<?php // vmoodle-gen: generated, do not edit; the next build replaces it
// Copy or link this file to config.php in the root of the code tree.
unset($CFG);
global $CFG;
$CFG = new stdClass();
if (!require '/srv/vmoodle/vmoodle.php') {
    // A script of VMoodle's own reads this file twice. The first time it is told where the code is, and no more.
    $CFG->dirroot = '/srv/moodle 4.5 %i';
    return;
}
require '/srv/moodle 4.5 %i/lib/setup.php';
