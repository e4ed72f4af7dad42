<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '~|}', '000087170267360440', 'rectorat	200	0	rectorat	moodle.example.edu	2d50ea1c5148de4935c9a988706220fd	2534500562
-	200	0	rectorat	/srv/moodle%204.5%27s	2d50ea1c5148de4935c9a988706220fd	4160289898
ecole-4	200	0	ecole-4	other.example.edu/ecole-3/four	2efa2020b06e3bf1ddab791fa149f127	3775271751
ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	6d1d457d681ee5542e297815539c2da7	1969765634
fifth	200	0	fifth	fifth.example.edu	c6c89d20442aa2f69568a45234106811	1736833462
', 819126312];
