<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0083', 'quotes	200	0	quotes	quotes.example.edu	e0f75cc2749e27548bd6246058401e99	1382084179
', 128450762];
