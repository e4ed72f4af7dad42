<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 21, 3, 32, '', 9, 21, 4, 'b`_ ael%m', '0000008401740254032604210501059306650744083309190990108011601240132013991500159116611740', 'www.a.example.edu	200	0	a	a.example.edu	25421385641776e5109d7b938b63dd87	2740239065
q.example.edu:8080	200	0	q	q.example.edu:8080	b1c59a6a2a8a02d271d7528191708b0b	1466922448
f.example.edu	503	0	f	f.example.edu	9d2905bdcc44db8bf94cc1f76b5f08e3	4132445284
include	200	0	word2	include	1f0ef82d5fd8c4077b4148007ec5df50	1290238020
tagged.example.edu	200	0	tagged	tagged.example.edu	01e23575e1d41c9709ca3c83d35cb93f	1031465760
g.example.edu	200	0	g	g.example.edu	e90ce64a245ef5c2bf8d09f729ce1558	1983148586
files.example.edu	200	0	files	files.example.edu	e725cfaf3e47f8803ee1939c2ddfb41d	1707382030
old-a.example.edu	308	0	a	a.example.edu	http://a.example.edu	2795620614
a.example.edu	200	0	a	a.example.edu	25421385641776e5109d7b938b63dd87	359458594
root.example.edu	200	1	root	root.example.edu	d5fd8b84b79c9bd40c66a9d7b4f53772	2097890235
own.example.edu	200	0	own	own.example.edu	a16a12cd721228ef6b51718e80fb83f9	3479439892
old-b.example.edu	308	0	b	b.example.edu	http://b.example.edu	884087061
p.example.edu:8080	200	0	p	p.example.edu:8080	157250069cdb616e4977ba38a9a6b9e9	2101554070
c.example.edu	200	0	c	c.example.edu	a26d5ec43d4990ee2af8ecbb418c877a	1062007870
h.example.edu	200	0	h	h.example.edu	f4597301be518b81c8bd9600e02a6c43	3797533137
b.example.edu	200	0	b	b.example.edu	57a1c569816e0bf0f5b479e2ebbcc0dc	1194586262
d.example.edu	200	0	d	d.example.edu	227150a4dc1616fb64fa9707d6808685	828571770
root.example.edu/below	200	0	below	root.example.edu/below	4e853e074bf64bb2b1a48075ca00536b	816558949
*.root.example.edu	200	0	root	root.example.edu	d5fd8b84b79c9bd40c66a9d7b4f53772	1268654236
default	200	0	word	default	a039bca3a3384025590f872416a91db9	550060089
e.example.edu	503	0	e	e.example.edu	a28c944b6940613b1acdf1fb8f79a19e	319604964
', 2359643364];
