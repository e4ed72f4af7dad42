<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 8, 1, 32, '', 5, 9, 3, '+*,/0', '000077168261378464509605724724', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	3071741054
internal.example.edu	200	0	all	all.example.edu	515b544624d12a8f4895b62a2f1b3664	1094522376
behat.example.edu:8000	200	0	all	all.example.edu	515b544624d12a8f4895b62a2f1b3664	3070872277
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	7f9de2ac9e7272c4e085ec8661bf6a6f	233796722
all.example.edu	200	0	all	all.example.edu	515b544624d12a8f4895b62a2f1b3664	1034184942
xn--cole-9oa.example.edu	404	1				1661373334
cache.example.edu	200	0	memcached	cache.example.edu	7bbbb50e97ff87559037e693d63353c2	2697036662
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	2724882358
', 3378088643];
