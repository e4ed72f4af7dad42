<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0082', 'quotes	200	0	quotes	quotes.example.edu	afa8bb5e707d8ab28a5ef39cfbdf0b96	107507577
', 861279320];
