<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, '~|}', '000087170266359439', 'rectorat	200	0	rectorat	moodle.example.edu	43bcb861004c717041f45c3f308dd397	3454457989
-	200	0	rectorat	/srv/moodle%204.5%27s	43bcb861004c717041f45c3f308dd397	2903460925
ecole-4	200	0	ecole-4	other.example.edu/ecole-3/four	fb8a4de38f93785a1ba3cb6ff9e8d2ac	827452186
ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	6e617ce370b2adda67519bf8747a8870	3135965993
fifth	200	0	fifth	fifth.example.edu	ff6ce9ed47c04054c3739408831f39bc	2553547534
', 3736748725];
