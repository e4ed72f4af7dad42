<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 13, 7, 32, '', 7, 13, 4, '>E>?U>U', '00000095019202850391049205760657076608590940104111351227', 'campus.example.edu	200	0	campus	campus.example.edu	0295d80f2d02448ffd4873c6615b3280	3069130536
*.campus.example.edu	200	0	campus	campus.example.edu	0295d80f2d02448ffd4873c6615b3280	1857513471
[2001:db8::1]/two	200	0	lab-two	[2001:db8::1]/two	32378b9ff33b715ef5c87130e77b1e62	207882188
choir.campus.example.edu	200	0	choir	choir.campus.example.edu	89c3985a842e1fb891cd6039df83fc36	1970687867
*.lab.campus.example.edu	200	0	campus	campus.example.edu	0295d80f2d02448ffd4873c6615b3280	2947971288
*.example.org	308	0	campus	campus.example.edu	https://campus.example.edu	2176343205
[2001:db8::2]	308	0	port	[2001:db8::2]:8080	http://[2001:db8::2]:8080	2750172306
*.xn--bcher-kva.example:8080	200	0	intranet	intranet.example.edu	0472ec3694607be055677706aaa2a625	2090793829
[2001:db8::2]:8080	200	0	port	[2001:db8::2]:8080	d88d55c17ab8eb1444db4d5dacf4d7be	3073150373
[2001:db8::1]	200	1	lab	[2001:db8::1]	da2d5d18447292b7d043fde6272faacb	810365666
intranet.example.edu	200	0	intranet	intranet.example.edu	0472ec3694607be055677706aaa2a625	2103219562
[2001:db8::7]	200	0	intranet	intranet.example.edu	0472ec3694607be055677706aaa2a625	2086678962
www.example.edu	200	0	campus	campus.example.edu	0295d80f2d02448ffd4873c6615b3280	1017722931
', 4009495449];
