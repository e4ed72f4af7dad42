<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0083', 'quotes	200	0	quotes	quotes.example.edu	f25b841db3b00eccab2b2bc57ac566e9	4059503044
', 1947406052];
