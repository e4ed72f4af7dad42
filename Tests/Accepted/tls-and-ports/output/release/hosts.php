<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 9, 1, 32, '', 5, 9, 3, '//19B', '000090173252332425513593675764', 'c.example.edu:8080	200	0	c	c.example.edu:8080	a5d57a986845a602bbb5442a1ddf5669	1439549196
www.a.example.edu	200	0	a	a.example.edu	dbed2a6efeac7b880d69aedb61a1ce73	256014732
b.example.edu	200	0	b	b.example.edu	84ff3651483fa2743c7f22239d375616	329853529
a.example.edu	200	0	a	a.example.edu	dbed2a6efeac7b880d69aedb61a1ce73	3111789687
www.acme.example.edu	200	0	acme	acme.example.edu	ad79f02cda7a06be8e81db915515d115	3761175872
d.example.edu:8082	200	0	same	c.example.edu	d2ec3790e55802b91cb7e7188c33fa3e	3497183834
d.example.edu	200	0	d	d.example.edu	77d5a4a9edce4bc55b2599c70e089564	3472718341
c.example.edu	200	0	same	c.example.edu	d2ec3790e55802b91cb7e7188c33fa3e	280990927
acme.example.edu	200	0	acme	acme.example.edu	ad79f02cda7a06be8e81db915515d115	1840340301
', 3698192514];
