<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 5, 3, 5, 3, 368274365, ' " ', '000108166225305360', 'moodle.example.edu/Ecole-3	200	0	upper	moodle.example.edu/Ecole-3	00000000000000000000000000000006	2d49ec60
closed.example	403	0	wild-closed	closed.example		325ff557
off.wild.example	403	0	wild-off	off.wild.example		1944daaa
[2001:db8::1]	200	0	six	[2001:db8::1]	00000000000000000000000000000060	25a3e533
gone.example.edu	410	0	gone	gone.example.edu		7b89de88
'];
