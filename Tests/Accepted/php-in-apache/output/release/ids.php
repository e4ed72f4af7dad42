<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'ttw', '000074125209', 'one	200	0	one	one.example.edu	274b78eddc342976afe702fb4065b25f	1073085640
closed	403	0	closed	closed.example.edu		2017538665
below	200	0	below	one.example.edu/below	13e63371cb991c466472bb42740b59d9	1253077756
', 933872069];
