<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 7, 1, 32, '', 3, 7, 3, '%=*', '000089168248328416500583', 'c.example.edu:8080	200	0	c	c.example.edu:8080	05216e5c50f1b0797695cd7495ec122e	362795174
a.example.edu	200	0	a	a.example.edu	71e6c958f2cf8d6e292cd32af42d2fbb	176525633
b.example.edu	200	0	b	b.example.edu	92ffede8cd15ee238f7221bb2398dc05	2374458157
d.example.edu	200	0	d	d.example.edu	525d69712fca5ba47066d9fd814c4800	3352169671
d.example.edu:8082	200	0	same	c.example.edu	c1fea29f571d40b383e7573e968dfa7e	2163274060
www.a.example.edu	200	0	a	a.example.edu	71e6c958f2cf8d6e292cd32af42d2fbb	3166555322
c.example.edu	200	0	same	c.example.edu	c1fea29f571d40b383e7573e968dfa7e	1077784537
', 959081797];
