<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0086', 'one.example.edu	200	0	one	one.example.edu	6654ad55929e66624c16a38f26dbb6a1	1537191500
', 2822442423];
