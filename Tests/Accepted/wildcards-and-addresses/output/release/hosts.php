<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 13, 7, 32, '', 7, 13, 4, '>E>?U>U', '00000095019002840389049005740655076408570939104011341226', 'campus.example.edu	200	0	campus	campus.example.edu	0ab5ffffa649beace3f1965c862d5de3	3669097106
*.campus.example.edu	200	0	campus	campus.example.edu	0ab5ffffa649beace3f1965c862d5de3	48867909
[2001:db8::1]/two	200	0	lab-two	[2001:db8::1]/two	8ce843fdc47071965fa00f1f9121cb8d	3519922940
choir.campus.example.edu	200	0	choir	choir.campus.example.edu	e1a270decf80258bf6ef5d6ca7dbef38	586094017
*.lab.campus.example.edu	200	0	campus	campus.example.edu	0ab5ffffa649beace3f1965c862d5de3	3286807906
*.example.org	308	0	campus	campus.example.edu	https://campus.example.edu	2176343205
[2001:db8::2]	308	0	port	[2001:db8::2]:8080	http://[2001:db8::2]:8080	2750172306
*.xn--bcher-kva.example:8080	200	0	intranet	intranet.example.edu	2704bc6a15f07e756d9ef2b2e274ce54	3125720898
[2001:db8::2]:8080	200	0	port	[2001:db8::2]:8080	134b7da743a3f5f4458ac2712e9ecacd	2720277330
[2001:db8::1]	200	1	lab	[2001:db8::1]	9256fee6fec754ac88bca2fea35a75ab	1718785645
intranet.example.edu	200	0	intranet	intranet.example.edu	2704bc6a15f07e756d9ef2b2e274ce54	3146570061
[2001:db8::7]	200	0	intranet	intranet.example.edu	2704bc6a15f07e756d9ef2b2e274ce54	3132128661
www.example.edu	200	0	campus	campus.example.edu	0ab5ffffa649beace3f1965c862d5de3	1358427529
', 2640646320];
