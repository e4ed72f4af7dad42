<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 't v', '000064128191', 'c	200	0	c	c.example	72eb988668c8351898660ecb321bba89	4157576849
b	200	0	b	b.example	45ae26221f3169b4c9833daccfd3b551	3790413206
a	200	0	a	a.example	06e9702fc5907d472a22015143c48a84	708663985
', 2265802153];
