<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, '!!(', '000080162213213287378461', 'usual	200	0	usual	usual.example.edu	9ba64abeffe49554920b70307da406dc	1765584232
shared	200	0	shared	shared.example.edu	f243b4b5cc6e8a7a8dc9db416b44dba0	857617598
closed	403	0	closed	closed.example.edu		2017538665
own	200	0	own	own.example.edu	812b19d60841f41b0029e5ad78671bae	3332478408
m45	200	0	m45	named-as-the-platform.example.edu	665626ea2f67248f9d2e7a901139bf28	156727199
public	200	0	public	public.example.edu	c1c2d8aff9671e47d63762a3d84470c5	3924501810
', 1418806928];
