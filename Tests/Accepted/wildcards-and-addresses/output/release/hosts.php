<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 13, 7, 32, '', 7, 13, 4, '>E>?U>U', '00000095019102850391049205760657076608590941104211361228', 'campus.example.edu	200	0	campus	campus.example.edu	e181675e0caafe94fd6a71a405186352	3896823362
*.campus.example.edu	200	0	campus	campus.example.edu	e181675e0caafe94fd6a71a405186352	807181973
[2001:db8::1]/two	200	0	lab-two	[2001:db8::1]/two	86d6463253cdf396034d1f4bb7639764	3611796441
choir.campus.example.edu	200	0	choir	choir.campus.example.edu	1f9a9de0ff1f1ec4497742df56b81113	3962996644
*.lab.campus.example.edu	200	0	campus	campus.example.edu	e181675e0caafe94fd6a71a405186352	4045242802
*.example.org	308	0	campus	campus.example.edu	https://campus.example.edu	2176343205
[2001:db8::2]	308	0	port	[2001:db8::2]:8080	http://[2001:db8::2]:8080	2750172306
*.xn--bcher-kva.example:8080	200	0	intranet	intranet.example.edu	54680cefa61ec02e28eaca98d72bc191	3111426044
[2001:db8::2]:8080	200	0	port	[2001:db8::2]:8080	a4a2770ea85db9961b49dd692d447a46	3115809459
[2001:db8::1]	200	1	lab	[2001:db8::1]	8a37d1907b3add556df7fda925ef945b	3823715576
intranet.example.edu	200	0	intranet	intranet.example.edu	54680cefa61ec02e28eaca98d72bc191	3098999283
[2001:db8::7]	200	0	intranet	intranet.example.edu	54680cefa61ec02e28eaca98d72bc191	3112852779
www.example.edu	200	0	campus	campus.example.edu	e181675e0caafe94fd6a71a405186352	1644347737
', 3999164559];
