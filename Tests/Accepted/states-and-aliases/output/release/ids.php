<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, '!E ', '000077157234278323323403', 'open	200	0	open	open.example.edu	b605404893bd8e61d28554d0cee87a2d	1959638138
still	200	0	still	still.example.edu	a6ac122cb7da7dc4ec57cdc690f08754	1117242892
slow	200	0	slow	slow.example.edu	9f81040509f0d29c1359f9d48f9df338	2009339174
shut	403	0	shut	shut.example.edu		608802669
past	410	0	past	past.example.edu		2087954444
maint	503	0	maint	maint.example.edu	da08a3318154819c447a8e0e01eed048	3431213701
', 1229397881];
