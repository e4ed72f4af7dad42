<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, ')%"', '000072155243243326405492', 'lab	200	0	lab	[2001:db8::1]	9256fee6fec754ac88bca2fea35a75ab	1459593042
lab-two	200	0	lab-two	[2001:db8::1]/two	8ce843fdc47071965fa00f1f9121cb8d	263832643
intranet	200	0	intranet	intranet.example.edu	2704bc6a15f07e756d9ef2b2e274ce54	256754636
campus	200	0	campus	campus.example.edu	0ab5ffffa649beace3f1965c862d5de3	2656073272
port	200	0	port	[2001:db8::2]:8080	134b7da743a3f5f4458ac2712e9ecacd	2517507132
choir	200	0	choir	choir.campus.example.edu	e1a270decf80258bf6ef5d6ca7dbef38	4252308971
', 2388002915];
