<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'w t', '000072144216', 'b.example	200	0	b	b.example	90cb8c50dac2ea6a2d00467f85e51f45	4255432505
a.example	200	0	a	a.example	ebc0dbcddb726a3514b38602ff33388c	1242810137
c.example	200	0	c	c.example	41dc5c97ea75347ac8648ce70379f541	4283889715
', 2107141874];
