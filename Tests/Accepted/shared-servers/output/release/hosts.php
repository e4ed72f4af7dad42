<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 21, 3, 32, '', 9, 21, 4, 'b`_ ael%m', '0000008401740254032604210501059306650745083409200991108111611240132014001502159316641744', 'www.a.example.edu	200	0	a	a.example.edu	92305aada14d751e6ac6ce7d9fbb01d1	1446280009
q.example.edu:8080	200	0	q	q.example.edu:8080	56b0750c7d5eabf8dbdb5e32c6eb5207	2863333039
f.example.edu	503	0	f	f.example.edu	6a3a5ac1f51f877d6028eb4411c38b05	2253926650
include	200	0	word2	include	b3b399d832fab254e28afde31b2ec3ee	1624835787
tagged.example.edu	200	0	tagged	tagged.example.edu	3a1896584fe004fd5792b39b56031025	2255734553
g.example.edu	200	0	g	g.example.edu	079299071db9b53e4e28da921daef1dd	3497699802
files.example.edu	200	0	files	files.example.edu	b7884023e564d12b513be6ffdf128984	3253498468
old-a.example.edu	308	0	a	a.example.edu	http://a.example.edu	2795620614
a.example.edu	200	0	a	a.example.edu	92305aada14d751e6ac6ce7d9fbb01d1	3758892722
root.example.edu	200	1	root	root.example.edu	0b64aa31394a201d647d3ecdbf021549	1954988468
own.example.edu	200	0	own	own.example.edu	02eadaec95639cad8e96f8ac1ad1c59c	1367291627
old-b.example.edu	308	0	b	b.example.edu	http://b.example.edu	884087061
p.example.edu:8080	200	0	p	p.example.edu:8080	49d7ef70c11474fc18e91d1b21de9bc5	1553698806
c.example.edu	200	0	c	c.example.edu	d14d86d3c9858e696a86ae6a3409a2bf	3094677820
h.example.edu	200	0	h	h.example.edu	06d2c5b7da576b9f5353169513e4bad4	654159412
b.example.edu	200	0	b	b.example.edu	d51a0d513c6911002c253614a1267f61	3634121487
d.example.edu	200	0	d	d.example.edu	78ea14213f2b4a3b6ccc4ea4288ba85b	3956876208
root.example.edu/below	200	0	below	root.example.edu/below	b269b1c088c0b414de03ea9b5a9aef79	4207691160
*.root.example.edu	200	0	root	root.example.edu	0b64aa31394a201d647d3ecdbf021549	1108583059
default	200	0	word	default	bed5501c9df1b25ff604834c2ff2b1fb	2225787296
e.example.edu	503	0	e	e.example.edu	ec870c360f6ef9682f6462782cfd6b9c	1339228496
', 841239668];
