<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0073', 'one	200	0	one	one.example.edu	ea80a0e561de1eb59423c195c3a8fc9f	126322997
', 2859944006];
