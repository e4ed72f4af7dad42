<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 4, 1, 32, '', 3, 5, 3, 'xyx', '000086160265265353', 'certbot	200	0	certbot	certbot.example.edu	851f3df3121fe68dd9fa49b7fde6f72a	3261894394
all	200	0	all	all.example.edu	0fe70570bc586454b8159883f01e5e75	2954180503
international	200	0	international	xn--cole-9oa.example.edu/x	70c0c4ef001da5391000a632800a7ff1	3351201605
memcached	200	0	memcached	cache.example.edu	6fbf33de61df31629b666b055f8218bc	3128652309
', 4153724153];
