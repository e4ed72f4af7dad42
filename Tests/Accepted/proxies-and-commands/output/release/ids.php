<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '~|}', '000087169266359439', 'rectorat	200	0	rectorat	moodle.example.edu	07987c5f2825a0d2454baf657c4a4325	1815232548
-	200	0	rectorat	/srv/moodle%204.5%27s	07987c5f2825a0d2454baf657c4a4325	215733404
ecole-4	200	0	ecole-4	other.example.edu/ecole-3/four	ad8dc79a105bcc763f44f95e0824d55a	2918481226
ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	6d1d457d681ee5542e297815539c2da7	1969765634
fifth	200	0	fifth	fifth.example.edu	c6c89d20442aa2f69568a45234106811	1736833462
', 1666832586];
