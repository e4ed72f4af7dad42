<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 1, 1, 2, 1164160882, 'l', '0084', 'one.example.edu	200	0	one	one.example.edu	f7cb546ce17211c3218369ba6fd0adb1	8ba4a256
'];
