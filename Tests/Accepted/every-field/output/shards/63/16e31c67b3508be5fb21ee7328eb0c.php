<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 5, 9, 3, 199758853, '+*,/0', '000075164255371455498592709709', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	b7170c7e
internal.example.edu	200	0	all	all.example.edu	dc131221bad19f06fa98dee48293d871	e9b84caa
behat.example.edu:8000	200	0	all	all.example.edu	dc131221bad19f06fa98dee48293d871	1f8c9077
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	17543df9f4578a2e3aefca414b507de5	fd2b236b
all.example.edu	200	0	all	all.example.edu	dc131221bad19f06fa98dee48293d871	9521324c
xn--cole-9oa.example.edu	404	1				63068b96
cache.example.edu	200	0	memcached	cache.example.edu	ea0b1160281f715794196bf9fd602ac5	e9534231
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	a26a67b6
'];
