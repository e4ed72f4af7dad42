<?php

// vmoodle-gen: generated, do not edit; the next build replaces it
$string['pluginname'] = "Paths of VMoodle's scripts";
