<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '| :', '000073141215283350', 'c	200	0	c	c.example.edu:8080	7e5cb28fa7cff671ef387e271e1bf83f	1315266586
d	200	0	d	d.example.edu	8bf717371791dda4779224128cd7e577	1308028228
same	200	0	same	c.example.edu	97ce37ff145bc7a6f0b31b41ae521f05	4092616319
b	200	0	b	b.example.edu	055ff4e96bae78ec3e529d2e482657d7	2356314162
a	200	0	a	a.example.edu	d5387e042cebd36f4462c2987ee2c71f	215091670
', 3124506230];
