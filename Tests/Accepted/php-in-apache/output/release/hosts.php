<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'tw!', '000063163248', 'closed.example.edu	403	0	closed	closed.example.edu		3740458591
one.example.edu/below	200	0	below	one.example.edu/below	13e63371cb991c466472bb42740b59d9	4124242067
one.example.edu	200	1	one	one.example.edu	274b78eddc342976afe702fb4065b25f	451199586
', 1711258391];
