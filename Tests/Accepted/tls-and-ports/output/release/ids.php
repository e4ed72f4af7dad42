<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, '! =', '000000073141209277354428', 'c	200	0	c	c.example.edu:8080	a5d57a986845a602bbb5442a1ddf5669	1452089560
d	200	0	d	d.example.edu	77d5a4a9edce4bc55b2599c70e089564	3038587192
b	200	0	b	b.example.edu	84ff3651483fa2743c7f22239d375616	2697676571
a	200	0	a	a.example.edu	dbed2a6efeac7b880d69aedb61a1ce73	2212615466
acme	200	0	acme	acme.example.edu	ad79f02cda7a06be8e81db915515d115	2170632074
same	200	0	same	c.example.edu	d2ec3790e55802b91cb7e7188c33fa3e	3288909278
', 4209996755];
