<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 3, 3, 3, 851048633, 'w t', '000070140210', 'b.example	200	0	b	b.example	0c44481f2338de0bc133567d8ffc7d9d	f53d8983
a.example	200	0	a	a.example	42e1957201d82e35ce30eb26c47dee35	72536a96
c.example	200	0	c	c.example	e5754f3bdbb91c5003b811c56d98710d	34c124a7
'];
