<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '| "', '000082128202289369', 'lone	200	0	lone	b.example.edu/one/two	7ffd9a58a7ccd0fae66358b613c42bb2	1318057640
shut	403	0	shut	a.example.edu/shut		415420107
root	200	0	root	a.example.edu	0d9ee52ba284762a70fede8a8ef5381c	2736879039
deep	200	0	deep	a.example.edu/ecole-3/v1.2	9fb1a6598b70c0ee3878fb065abac53f	1068263705
sub	200	0	sub	a.example.edu/ecole-3	53baed7df4986c8aeff4002065c67e8f	1817625992
', 706543612];
