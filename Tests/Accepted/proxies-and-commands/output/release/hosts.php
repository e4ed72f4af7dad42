<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, ' "~', '000112150270362459', 'moodle.example.edu/ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	6d1d457d681ee5542e297815539c2da7	1828409721
other.example.edu	404	2				2037630152
other.example.edu/ecole-3/four	200	0	ecole-4	other.example.edu/ecole-3/four	ad8dc79a105bcc763f44f95e0824d55a	2878334163
fifth.example.edu	200	0	fifth	fifth.example.edu	c6c89d20442aa2f69568a45234106811	2197250103
moodle.example.edu	200	1	rectorat	moodle.example.edu	07987c5f2825a0d2454baf657c4a4325	3298921218
', 1999242932];
