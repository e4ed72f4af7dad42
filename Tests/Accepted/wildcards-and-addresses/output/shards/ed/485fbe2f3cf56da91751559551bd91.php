<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 6, 3, 7, 3, 2712068809, ')%"', '000070152239239320397482', 'lab	200	0	lab	[2001:db8::1]	f1dfe0f5c7c1203ace9e6456b94a2bdb	0d6af9aa
lab-two	200	0	lab-two	[2001:db8::1]/two	00c106db9ddb603507d3c0d03bf19ab7	78b99747
intranet	200	0	intranet	intranet.example.edu	87c6d05d911f0ed993f6d00e4ad06125	555feaaa
campus	200	0	campus	campus.example.edu	fe99f76c654e7599fab68de3314d28f5	697d97c0
port	200	0	port	[2001:db8::2]:8080	db55f46aa98140ef712ca3e9f22ad940	ce80c583
choir	200	0	choir	choir.campus.example.edu	84a93c01495c25fa4a7ff6e9f7d5291a	fcd0c854
'];
