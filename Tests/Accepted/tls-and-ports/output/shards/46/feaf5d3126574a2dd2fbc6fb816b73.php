<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 7, 3, 7, 3, 2617877811, '%=*', '000088166244322408490571', 'c.example.edu:8080	200	0	c	c.example.edu:8080	cee209fdef4634e119fa6ceb501a3dff	7cbbfb98
a.example.edu	200	0	a	a.example.edu	0dabbf17a3feb350e6dddcffdf3b087c	ecdd4ed3
b.example.edu	200	0	b	b.example.edu	04790cafd2cf257cc9def8d2c771e9f3	238b3089
d.example.edu	200	0	d	d.example.edu	7d4f8f6bec24add89eee3cbef1d89022	48a585f5
d.example.edu:8082	200	0	same	c.example.edu	9d5fd97c5095cd901357f509c11770a0	5c56159a
www.a.example.edu	200	0	a	a.example.edu	0dabbf17a3feb350e6dddcffdf3b087c	5ae51328
c.example.edu	200	0	same	c.example.edu	9d5fd97c5095cd901357f509c11770a0	9c9b4b0f
'];
