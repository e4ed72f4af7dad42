<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 13, 7, 13, 4, 165003326, '>E>?U>U', '00000093018802800384048305650644075108420922102111131203', 'campus.example.edu	200	0	campus	campus.example.edu	fe99f76c654e7599fab68de3314d28f5	2d9c1b6a
*.campus.example.edu	200	0	campus	campus.example.edu	fe99f76c654e7599fab68de3314d28f5	f5c44bbd
[2001:db8::1]/two	200	0	lab-two	[2001:db8::1]/two	00c106db9ddb603507d3c0d03bf19ab7	a6cd91f8
choir.campus.example.edu	200	0	choir	choir.campus.example.edu	84a93c01495c25fa4a7ff6e9f7d5291a	234ac87e
*.lab.campus.example.edu	200	0	campus	campus.example.edu	fe99f76c654e7599fab68de3314d28f5	34c5549a
*.example.org	308	0	campus	campus.example.edu	https://campus.example.edu	81b85ca5
[2001:db8::2]	308	0	port	[2001:db8::2]:8080	http://[2001:db8::2]:8080	a3ec4c92
*.xn--bcher-kva.example:8080	200	0	intranet	intranet.example.edu	87c6d05d911f0ed993f6d00e4ad06125	e05c9e24
[2001:db8::2]:8080	200	0	port	[2001:db8::2]:8080	db55f46aa98140ef712ca3e9f22ad940	faaafaed
[2001:db8::1]	200	1	lab	[2001:db8::1]	f1dfe0f5c7c1203ace9e6456b94a2bdb	3de7f095
intranet.example.edu	200	0	intranet	intranet.example.edu	87c6d05d911f0ed993f6d00e4ad06125	e19ef02b
[2001:db8::7]	200	0	intranet	intranet.example.edu	87c6d05d911f0ed993f6d00e4ad06125	e0a254f3
www.example.edu	200	0	campus	campus.example.edu	fe99f76c654e7599fab68de3314d28f5	a7da1471
'];
