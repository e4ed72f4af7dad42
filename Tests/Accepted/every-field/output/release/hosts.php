<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 9, 1, 32, '', 5, 9, 3, '01.43', '000045138215311429515605703822', 'xn--cole-9oa.example.edu	404	1				1661373334
behat.example.edu:8000	200	0	all	all.example.edu	0fe70570bc586454b8159883f01e5e75	4265155826
old.example.edu	308	0	all	all.example.edu	https://all.example.edu	3071741054
cache.example.edu	200	0	memcached	cache.example.edu	6fbf33de61df31629b666b055f8218bc	4011206575
xn--cole-9oa.example.edu/x	200	0	international	xn--cole-9oa.example.edu/x	70c0c4ef001da5391000a632800a7ff1	3455532334
all.example.edu	200	0	all	all.example.edu	0fe70570bc586454b8159883f01e5e75	1955905225
internal.example.edu	200	0	all	all.example.edu	0fe70570bc586454b8159883f01e5e75	135118895
certbot.example.edu	200	0	certbot	certbot.example.edu	851f3df3121fe68dd9fa49b7fde6f72a	1040272839
xn--strae-oqa.example.edu	308	0	international	xn--cole-9oa.example.edu/x	https://xn--cole-9oa.example.edu/x	2724882358
', 3591508771];
