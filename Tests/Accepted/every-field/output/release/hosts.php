<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 8, 1, 32, '', 5, 9, 3, '+*,/0', '000077167260378464509605724724', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	3071741054
internal.example.edu	200	0	all	all.example.edu	cce6f080ce282f686914f811496c40c3	234427676
behat.example.edu:8000	200	0	all	all.example.edu	cce6f080ce282f686914f811496c40c3	4224567745
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	948adebc43010177cb07f1446d10b68f	2010630495
all.example.edu	200	0	all	all.example.edu	cce6f080ce282f686914f811496c40c3	1902144506
xn--cole-9oa.example.edu	404	1				1661373334
cache.example.edu	200	0	memcached	cache.example.edu	2413c4c6951829eeecf0c2dc21c97ec4	2476348673
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	2724882358
', 958510579];
