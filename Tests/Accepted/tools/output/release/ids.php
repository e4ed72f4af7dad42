<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 7, 1, 32, '', 3, 7, 3, ')%&', '000068135183262356437505', 'c	200	0	c	c.example.edu	4ac952da8e982921333860157ac399c1	2279450861
b	200	0	b	b.example.edu	56713092517b161a0af0d0e39f840956	116292225
plain	410	0	plain	plain.example.edu		4019879372
sub	200	0	sub	null.example.edu/sub	97a9bcb9e1828ac60276c38e6f3c3ff9	4059131923
behind-a-proxy	200	0	behind-a-proxy	d.example.edu	73185944037da11270b60bb70a039d22	3650396142
null-s	200	0	null-s	null.example.edu	4de343c265aea997fffeb462032f1181	1402424584
a	503	0	a	a.example.edu	23cc5d4d3618e3d3aaae1534df620400	2253549312
', 948430050];
