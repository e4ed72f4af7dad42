<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 15, 7, 15, 4, 4112968405, '(  !#"Y', '0000006701600260035804590547062007010788087509671060110011411175', '[::]	200	0	six-zero	[::]	00000000000000000000000000000064	b100e1d6
moodle.wild.example	200	0	wild	moodle.wild.example	00000000000000000000000000000020	af71d129
stub.example.edu/site	200	0	stubbed	stub.example.edu/site	0000000000000000000000000000000e	e5597cdd
elsewhere.example.edu	200	0	alpha	elsewhere.example.edu	00000000000000000000000000000018	c97faa77
only.example.edu:8080	200	0	onlyport	only.example.edu:8080	0000000000000000000000000000000d	23ee8001
*.wild.example	200	0	wild	moodle.wild.example	00000000000000000000000000000020	12b7af78
192.0.2.7	200	0	quad	192.0.2.7	00000000000000000000000000000016	b61d4c2f
to-q.example.edu	308	0	sub3	two.example.edu/q	https://two.example.edu/q	67cb1fa4
maint-old.example.edu	308	0	maint	maint.example.edu	https://maint.example.edu	5910f581
both.example.edu	200	0	both	both.example.edu	00000000000000000000000000000010	49c5b918
exact.wild.example	200	0	exact	exact.wild.example	00000000000000000000000000000021	0da49a3a
moved.example.edu	308	0	onlyport	only.example.edu:8080	http://only.example.edu:8080	0d3a970c
both.example.edu:8080	404	1				26f581c1
behat.example.edu:8888	404	1				e9b6be69
two.example.edu	404	1				7a1e3574
'];
