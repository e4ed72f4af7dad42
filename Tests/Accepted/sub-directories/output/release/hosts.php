<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 7, 1, 32, '', 3, 7, 3, '%%,', '000098181242351384481571', 'b.example.edu/one/two	200	0	lone	b.example.edu/one/two	2b092af5f218f8a8964c28cb3cb07df2	811516500
a.example.edu	200	2	root	a.example.edu	724726125e96ba307d26bd33a7c37254	4205141721
a.example.edu/shut	403	0	shut	a.example.edu/shut		2483244228
a.example.edu/ecole-3/v1.2	200	0	deep	a.example.edu/ecole-3/v1.2	df5f6d03620d27c17ae14be341a821ab	2026923561
b.example.edu	404	2				789241469
a.example.edu/ecole-3	200	0	sub	a.example.edu/ecole-3	6e273f72dc9ecbb310e08d33ad5460a4	448371037
two.example.edu	308	0	lone	b.example.edu/one/two	https://b.example.edu/one/two	2353691148
', 628088433];
