<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 3, 3, 3, 534201567, 't v', '000062124186', 'c	200	0	c	c.example	e5754f3bdbb91c5003b811c56d98710d	f60572ce
b	200	0	b	b.example	0c44481f2338de0bc133567d8ffc7d9d	94e6ad68
a	200	0	a	a.example	42e1957201d82e35ce30eb26c47dee35	2dd8dfba
'];
