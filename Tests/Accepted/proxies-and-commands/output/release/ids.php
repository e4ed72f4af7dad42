<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '~|}', '000086169266358437', 'rectorat	200	0	rectorat	moodle.example.edu	2ae6e2e86aba4a0c2c5782855e5c1916	619451030
-	200	0	rectorat	/srv/moodle%204.5%27s	2ae6e2e86aba4a0c2c5782855e5c1916	1141212718
ecole-4	200	0	ecole-4	other.example.edu/ecole-3/four	7885eb979507590bde7d503b9110ea27	3118731988
ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	fbc39fe6f43945d3a26da3262a16d6da	764153370
fifth	200	0	fifth	fifth.example.edu	1d31a1ea24680715a1f8e15d08e1a45b	403599774
', 3688609275];
