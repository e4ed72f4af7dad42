<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 5, 9, 3, 613578619, '+*,/0', '000075164255371455498592709709', 'old.example.edu	308	0	all	all.example.edu	https://all.example.edu	b7170c7e
internal.example.edu	200	0	all	all.example.edu	5d4729d1fd7c4ab1877666e4ab566e0d	9db3c041
behat.example.edu:8000	200	0	all	all.example.edu	5d4729d1fd7c4ab1877666e4ab566e0d	6b871c9c
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	17543df9f4578a2e3aefca414b507de5	fd2b236b
all.example.edu	200	0	all	all.example.edu	5d4729d1fd7c4ab1877666e4ab566e0d	e12abea7
xn--cole-9oa.example.edu	404	1				63068b96
cache.example.edu	200	0	memcached	cache.example.edu	ea0b1160281f715794196bf9fd602ac5	e9534231
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	a26a67b6
'];
