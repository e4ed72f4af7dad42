<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tuu', '000088162267', 'memcached	200	0	memcached	cache.example.edu	2413c4c6951829eeecf0c2dc21c97ec4	3338092731
all	200	0	all	all.example.edu	cce6f080ce282f686914f811496c40c3	3051479716
international	200	0	international	xn--cole-9oa.example.edu/x	948adebc43010177cb07f1446d10b68f	2107618100
', 1004123360];
