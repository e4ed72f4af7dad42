<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'w t', '000072143214', 'b.example	200	0	b	b.example	d5410555e04d62af78ab27c1e58fc0da	4025668574
a.example	200	0	a	a.example	9b75f218a7352cf62dad4713271efb01	461646846
c.example	200	0	c	c.example	f29b79524a3415a9d1bb8a1d94ebcf85	714808713
', 1719514884];
