<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 4, 1, 32, '', 3, 5, 3, 'xyx', '000086159264264352', 'certbot	200	0	certbot	certbot.example.edu	851f3df3121fe68dd9fa49b7fde6f72a	3261894394
all	200	0	all	all.example.edu	b96a33731e4b62e1a9b6518837169ac4	696551740
international	200	0	international	xn--cole-9oa.example.edu/x	70c0c4ef001da5391000a632800a7ff1	3351201605
memcached	200	0	memcached	cache.example.edu	0282129d74e766f26c849b6a8202f3df	1358066575
', 2064230123];
