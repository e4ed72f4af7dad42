<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 't v', '000064128192', 'c	200	0	c	c.example	f29b79524a3415a9d1bb8a1d94ebcf85	3898559456
b	200	0	b	b.example	d5410555e04d62af78ab27c1e58fc0da	2385114933
a	200	0	a	a.example	9b75f218a7352cf62dad4713271efb01	1141874386
', 4022494869];
