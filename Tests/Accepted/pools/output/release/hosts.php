<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, '!!"', '000095180180275338430552', 'shared.example.edu	200	0	shared	shared.example.edu	f243b4b5cc6e8a7a8dc9db416b44dba0	1457293336
own.example.edu	200	0	own	own.example.edu	812b19d60841f41b0029e5ad78671bae	324743873
public.example.edu	200	0	public	public.example.edu	c1c2d8aff9671e47d63762a3d84470c5	2853269442
closed.example.edu	403	0	closed	closed.example.edu		3740458591
usual.example.edu	200	0	usual	usual.example.edu	9ba64abeffe49554920b70307da406dc	1005935622
named-as-the-platform.example.edu	200	0	m45	named-as-the-platform.example.edu	665626ea2f67248f9d2e7a901139bf28	4071352742
', 2794137379];
