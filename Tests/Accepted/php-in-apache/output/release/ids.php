<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 3, 1, 32, '', 3, 3, 3, 'ttw', '000074125209', 'one	200	0	one	one.example.edu	96645f8e34387ec540aafb6cf8dc63a9	3184836356
closed	403	0	closed	closed.example.edu		2017538665
below	200	0	below	one.example.edu/below	d09f2815864635703a3ef542a047df0b	3140111600
', 3002736624];
