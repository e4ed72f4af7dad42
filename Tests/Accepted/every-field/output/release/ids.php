<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tuu', '000088161266', 'memcached	200	0	memcached	cache.example.edu	24e7740373d101bee6676f8250d1cb5f	1630633599
all	200	0	all	all.example.edu	43d297e5fcb27ba317b03da23e509835	719955516
international	200	0	international	xn--cole-9oa.example.edu/x	c7879fafe35c47116e17eec6e9e7eb2a	1028510135
', 1451517357];
