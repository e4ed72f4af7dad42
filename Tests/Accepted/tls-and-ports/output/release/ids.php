<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '| :', '000072140214282349', 'c	200	0	c	c.example.edu:8080	05216e5c50f1b0797695cd7495ec122e	383727474
d	200	0	d	d.example.edu	525d69712fca5ba47066d9fd814c4800	3157155834
same	200	0	same	c.example.edu	c1fea29f571d40b383e7573e968dfa7e	2492137160
b	200	0	b	b.example.edu	92ffede8cd15ee238f7221bb2398dc05	1055209071
a	200	0	a	a.example.edu	71e6c958f2cf8d6e292cd32af42d2fbb	807297052
', 2329803238];
