<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 5, 1, 32, '', 3, 5, 3, ' "~', '000112150269361458', 'moodle.example.edu/ecole-3	200	0	ecole-3	moodle.example.edu/ecole-3	6e617ce370b2adda67519bf8747a8870	2742576978
other.example.edu	404	2				2037630152
other.example.edu/ecole-3/four	200	0	ecole-4	other.example.edu/ecole-3/four	fb8a4de38f93785a1ba3cb6ff9e8d2ac	925528707
fifth.example.edu	200	0	fifth	fifth.example.edu	ff6ce9ed47c04054c3739408831f39bc	2101777039
moodle.example.edu	200	1	rectorat	moodle.example.edu	43bcb861004c717041f45c3f308dd397	1702171555
', 2845816889];
