<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, ')%"', '000072155243243326405491', 'lab	200	0	lab	[2001:db8::1]	8a37d1907b3add556df7fda925ef945b	3546566087
lab-two	200	0	lab-two	[2001:db8::1]/two	86d6463253cdf396034d1f4bb7639764	154379622
intranet	200	0	intranet	intranet.example.edu	54680cefa61ec02e28eaca98d72bc191	209183602
campus	200	0	campus	campus.example.edu	e181675e0caafe94fd6a71a405186352	2896511720
port	200	0	port	[2001:db8::2]:8080	a4a2770ea85db9961b49dd692d447a46	2375894493
choir	200	0	choir	choir.campus.example.edu	1f9a9de0ff1f1ec4497742df56b81113	866944910
', 4155769834];
