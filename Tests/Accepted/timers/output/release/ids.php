<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 10, 1, 32, '', 5, 11, 3, '23229', '000091135215215292371454535615691771', 'before-4-2	200	0	before-4-2	before.example.edu	ae7b4360d59bfb1ab7baa13200d86ded	1697630741
shut	403	0	shut	shut.example.edu		608802669
lines	200	0	lines	lines.example.edu	7d5dc4b4b03bb7da1bfc0e0fd343a33a	1457004344
busy	200	0	busy	busy.example.edu	597cd397582a85ebf4c4c52b04ce8d7c	2531660485
daily	200	0	daily	daily.example.edu	b8171cfe1aeb95223af3ae8da4355d88	339304099
served	200	0	served	served.example.edu	ba68db31c6b08bab7fd4d03ba923b01e	3541680078
slow	200	0	slow	slow.example.edu/sub	dc0a4c04c696ef4bb11c046fe49360a1	2777033985
maint	503	0	maint	maint.example.edu	cb657baf053f2e5b6108ebe82234be1f	1497584151
jobs	200	0	jobs	jobs.example.edu	ca2cad74a2e8420f203fcb300e060bf2	922646942
usual	200	0	usual	usual.example.edu	9ba64abeffe49554920b70307da406dc	1765584232
', 1719589619];
