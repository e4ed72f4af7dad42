<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 9, 3, 9, 3, 829124998, 'j"*', '000098171247301414501533624715', '*.wild.example:8443	308	0	wild-port	port.wild.example:8080	http://port.wild.example:8080	06165e2d
*.local	200	0	local	site.local	0000000000000000000000000000002a	4c1e9322
site.local	200	0	local	site.local	0000000000000000000000000000002a	3e4535d2
*.past.example	410	0	wild-past	past.example		f3a90b93
moodle.example.edu/ecole-31	200	0	ecole-31	moodle.example.edu/ecole-31	00000000000000000000000000000004	1447586d
*.a.wild.example	200	0	deeper	deeper.example	00000000000000000000000000000025	50294127
[2001:db8::3]	404	1				f22f21d3
ports.example.edu	200	0	noport	ports.example.edu	0000000000000000000000000000000c	0a96ac85
maint2.example.edu	503	0	maint	maint.example.edu	00000000000000000000000000000013	ba5e9137
'];
