<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '| "', '000082128202288368', 'lone	200	0	lone	b.example.edu/one/two	8d49263b644db53c14913e77508267f0	4181505071
shut	403	0	shut	a.example.edu/shut		415420107
root	200	0	root	a.example.edu	8524c0b2903a6b3d71bb0e4334d53f36	2759987318
deep	200	0	deep	a.example.edu/ecole-3/v1.2	8bb37006e3f1884923dc0b1458b981a2	403804868
sub	200	0	sub	a.example.edu/ecole-3	dcc1c0185973323ca2a62caf8e1ce773	1360658063
', 2330998320];
