<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 11, 1, 32, '', 5, 11, 3, '69c9>', '000099193284373464556652708800837925', 'before.example.edu	200	0	before-4-2	before.example.edu	ae7b4360d59bfb1ab7baa13200d86ded	3091060648
served.example.edu	200	0	served	served.example.edu	ba68db31c6b08bab7fd4d03ba923b01e	720992313
lines.example.edu	200	0	lines	lines.example.edu	7d5dc4b4b03bb7da1bfc0e0fd343a33a	142609493
jobs.example.edu	200	0	jobs	jobs.example.edu	ca2cad74a2e8420f203fcb300e060bf2	3426664908
daily.example.edu	200	0	daily	daily.example.edu	b8171cfe1aeb95223af3ae8da4355d88	567827980
usual.example.edu	200	0	usual	usual.example.edu	9ba64abeffe49554920b70307da406dc	1005935622
slow.example.edu/sub	200	0	slow	slow.example.edu/sub	dc0a4c04c696ef4bb11c046fe49360a1	962459106
shut.example.edu	403	0	shut	shut.example.edu		495832696
maint.example.edu	503	0	maint	maint.example.edu	cb657baf053f2e5b6108ebe82234be1f	3868544786
slow.example.edu	404	1				3941621611
busy.example.edu	200	0	busy	busy.example.edu	597cd397582a85ebf4c4c52b04ce8d7c	817202712
', 2630234455];
