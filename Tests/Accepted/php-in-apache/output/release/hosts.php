<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tw!', '000063161247', 'closed.example.edu	403	0	closed	closed.example.edu		3740458591
one.example.edu/below	200	0	below	one.example.edu/below	d09f2815864635703a3ef542a047df0b	71880351
one.example.edu	200	1	one	one.example.edu	96645f8e34387ec540aafb6cf8dc63a9	2563080622
', 1075430317];
