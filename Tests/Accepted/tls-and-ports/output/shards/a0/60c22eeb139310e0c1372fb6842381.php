<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 5, 3, 5, 3, 508543649, '| :', '000071137209275341', 'c	200	0	c	c.example.edu:8080	cee209fdef4634e119fa6ceb501a3dff	7ffb1c4c
d	200	0	d	d.example.edu	7d4f8f6bec24add89eee3cbef1d89022	3345d6c8
same	200	0	same	c.example.edu	9d5fd97c5095cd901357f509c11770a0	482c1a1e
b	200	0	b	b.example.edu	04790cafd2cf257cc9def8d2c771e9f3	90e95dcb
a	200	0	a	a.example.edu	0dabbf17a3feb350e6dddcffdf3b087c	d646bf8e
'];
