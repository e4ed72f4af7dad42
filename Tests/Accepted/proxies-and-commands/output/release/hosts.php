<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, ' "~', '000112150270362459', 'moodle.example.edu/ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	6d1d457d681ee5542e297815539c2da7	1828409721
other.example.edu	404	2				2037630152
other.example.edu/ecole-3/four	200	0	ecole-4	other.example.edu/ecole-3/four	2efa2020b06e3bf1ddab791fa149f127	3883764446
fifth.example.edu	200	0	fifth	fifth.example.edu	c6c89d20442aa2f69568a45234106811	2197250103
moodle.example.edu	200	1	rectorat	moodle.example.edu	2d50ea1c5148de4935c9a988706220fd	1065526260
', 486660556];
