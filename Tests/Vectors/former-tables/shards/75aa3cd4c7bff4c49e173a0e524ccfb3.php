<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 10, 5, 11, 3, 1036040114, '(% !!', '000079201291385424513609609661771857', 'off-old.example.edu	308	0	off	off.example.edu	https://off.example.edu	affd0609
moodle.example.edu/ecole-3/lab	200	0	ecole-3-lab	moodle.example.edu/ecole-3/lab	00000000000000000000000000000003	843c77a2
lyc-12.example.edu	200	0	lyc	lyc-12.example.edu	0000000000000000000000000000000a	4af78548
port-only.example	200	0	port-only	port-only.example	00000000000000000000000000000029	7d7f8183
two.example.edu:8080	404	1				f16a5065
two.example.edu/q	200	0	sub3	two.example.edu/q	00000000000000000000000000000012	c41012c5
xn--bcher-kva.example	200	0	idn	xn--bcher-kva.example	00000000000000000000000000000019	e2378b70
past.example	410	0	wild-past	past.example		9c84900b
moodle.example.edu/ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	00000000000000000000000000000002	6bab67a2
old.example.edu	308	0	rectorat	moodle.example.edu	https://moodle.example.edu	59620cc3
'];
