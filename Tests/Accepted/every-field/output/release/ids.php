<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tuu', '000087160264', 'memcached	200	0	memcached	cache.example.edu	e3abfca1a7be9043f20c5c04c6e459d0	711978409
all	200	0	all	all.example.edu	e5bd99a6e4ff7542d610f3eee1e58fb0	320749546
international	200	0	international	xn--cole-9oa.example.edu/x	e738316f53b4a27dd443aeea2ab2e216	925120952
', 2142895820];
