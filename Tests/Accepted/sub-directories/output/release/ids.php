<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '| "', '000082128202289369', 'lone	200	0	lone	b.example.edu/one/two	2b092af5f218f8a8964c28cb3cb07df2	2882521515
shut	403	0	shut	a.example.edu/shut		415420107
root	200	0	root	a.example.edu	724726125e96ba307d26bd33a7c37254	2147723241
deep	200	0	deep	a.example.edu/ecole-3/v1.2	df5f6d03620d27c17ae14be341a821ab	2770316172
sub	200	0	sub	a.example.edu/ecole-3	6e273f72dc9ecbb310e08d33ad5460a4	2455867472
', 1305900860];
