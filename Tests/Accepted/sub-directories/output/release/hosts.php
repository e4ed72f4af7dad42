<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 7, 1, 32, '', 3, 7, 3, '%%,', '000099182243352385483573', 'b.example.edu/one/two	200	0	lone	b.example.edu/one/two	7ffd9a58a7ccd0fae66358b613c42bb2	3575577943
a.example.edu	200	2	root	a.example.edu	0d9ee52ba284762a70fede8a8ef5381c	3649539215
a.example.edu/shut	403	0	shut	a.example.edu/shut		2483244228
a.example.edu/ecole-3/v1.2	200	0	deep	a.example.edu/ecole-3/v1.2	9fb1a6598b70c0ee3878fb065abac53f	3798181052
b.example.edu	404	2				789241469
a.example.edu/ecole-3	200	0	sub	a.example.edu/ecole-3	53baed7df4986c8aeff4002065c67e8f	3834563717
two.example.edu	308	0	lone	b.example.edu/one/two	https://b.example.edu/one/two	2353691148
', 1828063609];
