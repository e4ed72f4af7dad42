<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 13, 1, 32, '', 7, 13, 4, '>? ? TC', '00000092018402760379048305850642073308190911101010481104', 'eager.example.edu	200	0	eager	eager.example.edu	5879ae6e4aaef4a61699c935ca9f1da9	2267725275
later.example.edu	200	0	later	later.example.edu	7154f5d906c8df3e0d7d4a38632f3ae2	1975788891
saved.example.edu	200	0	saved	saved.example.edu	6f31874f16ee8ea6d0e826eec89189aa	2363966803
logged.example.edu/sub	200	0	logged	logged.example.edu/sub	2902c3ce901831cd0a8fb046a40e6470	1668560856
jobs-only.example.edu	200	0	jobs-only	jobs-only.example.edu	530c89ecac05bb65663f789bb54c7d80	1949449379
elsewhere.example.edu	200	0	elsewhere	elsewhere.example.edu	245a6e6d63a0d94d0898a9c650fab89d	27932113
past.example.edu	410	0	past	past.example.edu		4243894505
usual.example.edu	200	0	usual	usual.example.edu	ba699faad17a8b080d27fd53f5fff323	495972524
off.example.edu	200	0	off	off.example.edu	382b13af42a59024447e96378720b459	1114627548
maint.example.edu	503	0	maint	maint.example.edu	3aa8ce6a0e5cbee5843d901b2ab2dfc9	1817376450
before.example.edu	200	0	before-4-2	before.example.edu	e8cfab2cdf932057dea579173201aeee	4195549865
logged.example.edu	404	1				909135330
shut.example.edu	403	0	shut	shut.example.edu		495832696
', 2591335585];
