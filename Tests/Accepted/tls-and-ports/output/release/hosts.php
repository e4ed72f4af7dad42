<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 7, 1, 32, '', 3, 7, 3, '%=*', '000090169249328416500582', 'c.example.edu:8080	200	0	c	c.example.edu:8080	7e5cb28fa7cff671ef387e271e1bf83f	1294305230
a.example.edu	200	0	a	a.example.edu	d5387e042cebd36f4462c2987ee2c71f	910817419
b.example.edu	200	0	b	b.example.edu	055ff4e96bae78ec3e529d2e482657d7	1058073968
d.example.edu	200	0	d	d.example.edu	8bf717371791dda4779224128cd7e577	907460217
d.example.edu:8082	200	0	same	c.example.edu	97ce37ff145bc7a6f0b31b41ae521f05	3884601851
www.a.example.edu	200	0	a	a.example.edu	d5387e042cebd36f4462c2987ee2c71f	2154931568
c.example.edu	200	0	same	c.example.edu	97ce37ff145bc7a6f0b31b41ae521f05	658968430
', 3272482861];
