<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 8, 1, 32, '', 5, 9, 3, '+*,/0', '000077168259376462507603722722', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	3071741054
internal.example.edu	200	0	all	all.example.edu	04411817ee5405341ab59a62f5e71ad6	4123652432
behat.example.edu:8000	200	0	all	all.example.edu	04411817ee5405341ab59a62f5e71ad6	66923917
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	ecc9b6ce6ab05a7787d6009c0bbf3526	436823879
all.example.edu	200	0	all	all.example.edu	04411817ee5405341ab59a62f5e71ad6	2303758262
xn--cole-9oa.example.edu	404	1				1661373334
cache.example.edu	200	0	memcached	cache.example.edu	75ca9cec223b303985ac93c3c907729d	1527217902
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	2724882358
', 1815407154];
