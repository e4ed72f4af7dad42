<?php

// vmoodle-gen: generated, do not edit; the next build replaces it
// Moodle takes every folder in local/ for a plugin, and upgrades only where each has a version.
defined('MOODLE_INTERNAL') || die();

$plugin->component = 'local_vmoodle';
$plugin->version = 2000010100;
$plugin->release = "paths of VMoodle's scripts, by vmoodle-gen";
$plugin->maturity = MATURITY_STABLE;
