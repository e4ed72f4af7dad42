<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 9, 3, 9, 3, 78412158, ' !0', '000105196264356421520624719771', 'moodle.example.edu/down	503	0	sub-down	moodle.example.edu/down	00000000000000000000000000000008	52593ba4
old.example.edu:8443	308	0	rectorat	moodle.example.edu	https://moodle.example.edu	3e673427
[2001:db8::4]	308	0	six	[2001:db8::1]	http://[2001:db8::1]	3ee8f36e
www.example.edu	200	0	rectorat	moodle.example.edu	00000000000000000000000000000001	71b5eb75
alpha	200	0	same	alpha	00000000000000000000000000000017	5934902e
two.example.edu:8080/p	200	0	sub2	two.example.edu:8080/p	00000000000000000000000000000011	bb4e174d
port.wild.example:8080	200	0	wild-port	port.wild.example:8080	00000000000000000000000000000024	a09ad8ec
moodle.example.edu	200	3	rectorat	moodle.example.edu	00000000000000000000000000000001	a75f513d
off.example.edu	403	0	off	off.example.edu		84febb9b
'];
