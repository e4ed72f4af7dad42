<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 3, 9, 3, 1016487559, '!#P', '000070160246344458561649734734', 'moodle.example.edu/off	403	0	sub-off	moodle.example.edu/off		a0d5fc8b
maint.example.edu	503	0	maint	maint.example.edu	00000000000000000000000000000013	7f6c9ee7
*.down.example	503	0	wild-down	down.example	00000000000000000000000000000026	f98ca0cd
*.xn--bcher-kva.example	200	0	idn	xn--bcher-kva.example	00000000000000000000000000000019	b5fa2c8f
behat.example.edu:8888/ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	00000000000000000000000000000002	13ffa9fb
moodle.example.edu/a/b/c	200	0	deep	moodle.example.edu/a/b/c	00000000000000000000000000000005	36e1d8f8
lycee-hugo.example.org	308	0	lyc	lyc-12.example.edu	https://lyc-12.example.edu	9d908f70
deeper.example	200	0	deeper	deeper.example	00000000000000000000000000000025	eef8078b
'];
