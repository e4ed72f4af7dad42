<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, '!!"', '000095181181276339431552', 'shared.example.edu	200	0	shared	shared.example.edu	53c20664e5bb927f32ae20f217883b86	1464435810
own.example.edu	200	0	own	own.example.edu	e59a92b8843184caf6b4bd006cb34dfb	1191683304
public.example.edu	200	0	public	public.example.edu	c1c2d8aff9671e47d63762a3d84470c5	2853269442
closed.example.edu	403	0	closed	closed.example.edu		3740458591
usual.example.edu	200	0	usual	usual.example.edu	9ba64abeffe49554920b70307da406dc	1005935622
named-as-the-platform.example.edu	200	0	m45	named-as-the-platform.example.edu	2b7145f29a5e0c3d7b5a59c9639de5c8	260427024
', 366180424];
