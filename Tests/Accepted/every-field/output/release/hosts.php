<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 8, 1, 32, '', 5, 9, 3, '+*,/0', '000077168261378464509604723723', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	3071741054
internal.example.edu	200	0	all	all.example.edu	43d297e5fcb27ba317b03da23e509835	2465288580
behat.example.edu:8000	200	0	all	all.example.edu	43d297e5fcb27ba317b03da23e509835	1690668377
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	c7879fafe35c47116e17eec6e9e7eb2a	923118556
all.example.edu	200	0	all	all.example.edu	43d297e5fcb27ba317b03da23e509835	3999805282
xn--cole-9oa.example.edu	404	1				1661373334
cache.example.edu	200	0	memcached	cache.example.edu	24e7740373d101bee6676f8250d1cb5f	878455749
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	2724882358
', 3374899853];
