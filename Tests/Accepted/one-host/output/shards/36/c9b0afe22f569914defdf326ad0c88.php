<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 1, 1, 2, 1366711685, 'l', '0072', 'one	200	0	one	one.example.edu	f7cb546ce17211c3218369ba6fd0adb1	af10354a
'];
