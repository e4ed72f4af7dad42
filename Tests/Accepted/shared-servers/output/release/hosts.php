<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 21, 3, 32, '', 9, 21, 4, 'b`_ ael%m', '0000008301730252032404190499059106630743083209180989107811581238131813981499159016611741', 'www.a.example.edu	200	0	a	a.example.edu	4cc88c94672e2c86e6449452e96ea0c5	112488633
q.example.edu:8080	200	0	q	q.example.edu:8080	b133ad289316128561441ded566e321f	2470375258
f.example.edu	503	0	f	f.example.edu	9a2a242b8bf36900ffed076e596796ae	488203333
include	200	0	word2	include	df629c3f0548b5b6d81daae93b1530ee	2763688398
tagged.example.edu	200	0	tagged	tagged.example.edu	438401377e9ba35e2102b0342d3cbb40	2731327813
g.example.edu	200	0	g	g.example.edu	8efdcfee65177447ba495b1c0bd3bb46	2492536283
files.example.edu	200	0	files	files.example.edu	d3757f51924c04e84972debc24d4d03f	1042560010
old-a.example.edu	308	0	a	a.example.edu	http://a.example.edu	2795620614
a.example.edu	200	0	a	a.example.edu	4cc88c94672e2c86e6449452e96ea0c5	2961976642
root.example.edu	200	1	root	root.example.edu	9c90f6b20f93e243cf5b136489f53448	1215394258
own.example.edu	200	0	own	own.example.edu	436ccd764cda6f871f92c790f26aed02	2895260149
old-b.example.edu	308	0	b	b.example.edu	http://b.example.edu	884087061
p.example.edu:8080	200	0	p	p.example.edu:8080	f6b6472958be4311bfa0a4ffd1499a8a	352485541
c.example.edu	200	0	c	c.example.edu	b49fb3aae9a2b772ff45a1f04fe89eda	2026161201
h.example.edu	200	0	h	h.example.edu	db9b779fe93e2113f3a148083d8a0273	2156599329
b.example.edu	200	0	b	b.example.edu	257b1cc71b1e6b3bf29209e3d0736ad4	3778402402
d.example.edu	200	0	d	d.example.edu	9f09518ad4ce42849d6f83548b308ea1	2676732363
root.example.edu/below	200	0	below	root.example.edu/below	52ad374441169f1392b45a91e9d6a336	459879621
*.root.example.edu	200	0	root	root.example.edu	9c90f6b20f93e243cf5b136489f53448	2128876277
default	200	0	word	default	e71a9ccf72ed7a12e47f925c40cb8f76	3329118205
e.example.edu	503	0	e	e.example.edu	a7855bbb52689fbf7c584bfe411ed96b	1081486844
', 539483022];
