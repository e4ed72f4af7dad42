<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 3, 9, 3, 1739346135, ' .!', '000109109144248343438474563674', 'moodle.example.edu/v1.2_x~y	200	0	dots	moodle.example.edu/v1.2_x~y	00000000000000000000000000000007	a2ca12e4
stub.example.edu	404	1				49b5b7ea
stub.wild.example/site	200	0	wild-site	stub.wild.example/site	00000000000000000000000000000023	c37c0285
[2001:db8::1]:8080	200	0	six-port	[2001:db8::1]:8080	00000000000000000000000000000061	6178c0cf
[2001:db8::2]:8443	200	0	six-only	[2001:db8::2]:8443	00000000000000000000000000000062	4a85a431
stub.wild.example	404	1				8fc46715
lycee.example.org	200	0	lyc	lyc-12.example.edu	0000000000000000000000000000000a	63382cfd
both.example.edu:8080/site	200	0	portstub	both.example.edu:8080/site	0000000000000000000000000000000f	374e095d
'];
