<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 12, 1, 32, '', 5, 13, 3, ':;<<=', '000091165165245325405484529616696740832922', 'jobs-only	200	0	jobs-only	jobs-only.example.edu	530c89ecac05bb65663f789bb54c7d80	894512664
off	200	0	off	off.example.edu	382b13af42a59024447e96378720b459	1084010979
maint	503	0	maint	maint.example.edu	3aa8ce6a0e5cbee5843d901b2ab2dfc9	3548703687
saved	200	0	saved	saved.example.edu	6f31874f16ee8ea6d0e826eec89189aa	1273398560
eager	200	0	eager	eager.example.edu	5879ae6e4aaef4a61699c935ca9f1da9	1242876208
later	200	0	later	later.example.edu	7154f5d906c8df3e0d7d4a38632f3ae2	654837213
past	410	0	past	past.example.edu		2087954444
logged	200	0	logged	logged.example.edu/sub	2902c3ce901831cd0a8fb046a40e6470	3478444870
usual	200	0	usual	usual.example.edu	ba699faad17a8b080d27fd53f5fff323	1329988034
shut	403	0	shut	shut.example.edu		608802669
elsewhere	200	0	elsewhere	elsewhere.example.edu	245a6e6d63a0d94d0898a9c650fab89d	2885369051
before-4-2	200	0	before-4-2	before.example.edu	e8cfab2cdf932057dea579173201aeee	654384916
', 2615636378];
