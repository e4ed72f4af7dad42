<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 3, 3, 3, 3284613023, 'tuu', '000086158261', 'memcached	200	0	memcached	cache.example.edu	ea0b1160281f715794196bf9fd602ac5	bc3e178b
all	200	0	all	all.example.edu	5d4729d1fd7c4ab1877666e4ab566e0d	25ab37f9
international	200	0	international	xn--cole-9oa.example.edu/x	17543df9f4578a2e3aefca414b507de5	f7635900
'];
