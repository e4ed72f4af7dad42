<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'w t', '000072144215', 'b.example	200	0	b	b.example	45ae26221f3169b4c9833daccfd3b551	2151037309
a.example	200	0	a	a.example	06e9702fc5907d472a22015143c48a84	1974923165
c.example	200	0	c	c.example	72eb988668c8351898660ecb321bba89	889962744
', 1660432585];
