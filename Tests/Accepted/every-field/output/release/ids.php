<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tuu', '000087161265', 'memcached	200	0	memcached	cache.example.edu	75ca9cec223b303985ac93c3c907729d	241838932
all	200	0	all	all.example.edu	04411817ee5405341ab59a62f5e71ad6	1305544424
international	200	0	international	xn--cole-9oa.example.edu/x	ecc9b6ce6ab05a7787d6009c0bbf3526	272702764
', 126442033];
