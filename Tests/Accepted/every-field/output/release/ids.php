<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tuu', '000088162266', 'memcached	200	0	memcached	cache.example.edu	7bbbb50e97ff87559037e693d63353c2	4121745100
all	200	0	all	all.example.edu	515b544624d12a8f4895b62a2f1b3664	4180009392
international	200	0	international	xn--cole-9oa.example.edu/x	7f9de2ac9e7272c4e085ec8661bf6a6f	128388633
', 3438180859];
