<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 3, 9, 3, 1725400111, ' $ ', '000000096180240334429524623709', '*.port.example:8080	200	0	port-only	port-only.example	00000000000000000000000000000029	7dffeb66
down.example	503	0	wild-down	down.example	00000000000000000000000000000026	91f5e9f9
*.closed.example	403	0	wild-closed	closed.example		746f8c86
behat.example.edu	200	0	rectorat	moodle.example.edu	00000000000000000000000000000001	3fa0e785
[::ffff:c000:207]	200	0	six-mapped	[::ffff:c000:207]	00000000000000000000000000000065	6a629b48
[2001:db8::3]/site	200	0	six-site	[2001:db8::3]/site	00000000000000000000000000000063	50ff94b2
ports.example.edu:8080	200	0	port	ports.example.edu:8080	0000000000000000000000000000000b	bde5c20e
*.moved.example	308	0	rectorat	moodle.example.edu	https://moodle.example.edu	3bee496d
'];
