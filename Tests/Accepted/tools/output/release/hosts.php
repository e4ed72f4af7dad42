<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 10, 3, 32, '', 5, 11, 3, '34239', '000000080160240300395477568661743838', 'b.example.edu	200	0	b	b.example.edu	56713092517b161a0af0d0e39f840956	3045857219
c.example.edu	200	0	c	c.example.edu	4ac952da8e982921333860157ac399c1	1276595802
a.example.edu	503	0	a	a.example.edu	23cc5d4d3618e3d3aaae1534df620400	3167329885
plain.example.edu	410	0	plain	plain.example.edu		2747920523
www.null.example.edu	200	0	null-s	null.example.edu	4de343c265aea997fffeb462032f1181	3870117507
*.b.example.edu	200	0	b	b.example.edu	56713092517b161a0af0d0e39f840956	1094610341
null.example.edu	200	1	null-s	null.example.edu	4de343c265aea997fffeb462032f1181	3474067754
d.example.edu	200	0	behind-a-proxy	d.example.edu	73185944037da11270b60bb70a039d22	1887246432
old.example.org	308	0	null-s	null.example.edu	https://null.example.edu	1395307258
null.example.edu/sub	200	0	sub	null.example.edu/sub	97a9bcb9e1828ac60276c38e6f3c3ff9	246936734
', 3487241936];
