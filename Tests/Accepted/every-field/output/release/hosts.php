<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 8, 1, 32, '', 5, 9, 3, '+*,/0', '000077168261379465510606725725', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	3071741054
internal.example.edu	200	0	all	all.example.edu	e5bd99a6e4ff7542d610f3eee1e58fb0	2869348434
behat.example.edu:8000	200	0	all	all.example.edu	e5bd99a6e4ff7542d610f3eee1e58fb0	1563563151
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	e738316f53b4a27dd443aeea2ab2e216	1030505427
all.example.edu	200	0	all	all.example.edu	e5bd99a6e4ff7542d610f3eee1e58fb0	3617568436
xn--cole-9oa.example.edu	404	1				1661373334
cache.example.edu	200	0	memcached	cache.example.edu	e3abfca1a7be9043f20c5c04c6e459d0	2130884627
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	2724882358
', 1536965879];
