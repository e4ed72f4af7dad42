<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 7, 1, 32, '', 3, 7, 3, '%%,', '000099182243352385483573', 'b.example.edu/one/two	200	0	lone	b.example.edu/one/two	8d49263b644db53c14913e77508267f0	1655554000
a.example.edu	200	2	root	a.example.edu	8524c0b2903a6b3d71bb0e4334d53f36	3726960966
a.example.edu/shut	403	0	shut	a.example.edu/shut		2483244228
a.example.edu/ecole-3/v1.2	200	0	deep	a.example.edu/ecole-3/v1.2	8bb37006e3f1884923dc0b1458b981a2	3319684961
b.example.edu	404	2				789241469
a.example.edu/ecole-3	200	0	sub	a.example.edu/ecole-3	dcc1c0185973323ca2a62caf8e1ce773	3653367682
two.example.edu	308	0	lone	b.example.edu/one/two	https://b.example.edu/one/two	2353691148
', 4102665505];
