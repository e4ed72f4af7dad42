<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, ')%"', '000070154243243326405492', 'lab	200	0	lab	[2001:db8::1]	da2d5d18447292b7d043fde6272faacb	12598237
lab-two	200	0	lab-two	[2001:db8::1]/two	32378b9ff33b715ef5c87130e77b1e62	3524264307
intranet	200	0	intranet	intranet.example.edu	0472ec3694607be055677706aaa2a625	3382546411
campus	200	0	campus	campus.example.edu	0295d80f2d02448ffd4873c6615b3280	4061051778
port	200	0	port	[2001:db8::2]:8080	d88d55c17ab8eb1444db4d5dacf4d7be	2198254283
choir	200	0	choir	choir.campus.example.edu	89c3985a842e1fb891cd6039df83fc36	2867613521
', 928685532];
