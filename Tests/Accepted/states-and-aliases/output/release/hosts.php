<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 11, 1, 32, '', 5, 11, 3, '76:88', '000092185242331409498587669761817913', 'still.example.edu	200	0	still	still.example.edu	a6ac122cb7da7dc4ec57cdc690f08754	2615092560
www.open.example.edu	200	0	open	open.example.edu	b605404893bd8e61d28554d0cee87a2d	1245849534
past.example.edu	410	0	past	past.example.edu		4243894505
slow.example.edu	200	0	slow	slow.example.edu	9f81040509f0d29c1359f9d48f9df338	3934766004
old.example.org	308	0	open	open.example.edu	http://open.example.edu	214360960
open.example.org	200	0	open	open.example.edu	b605404893bd8e61d28554d0cee87a2d	2664793366
open.example.edu	200	0	open	open.example.edu	b605404893bd8e61d28554d0cee87a2d	3353184179
former.example.edu	308	0	past	past.example.edu	http://past.example.edu	3508839695
maint.example.edu	503	0	maint	maint.example.edu	da08a3318154819c447a8e0e01eed048	1934768000
shut.example.edu	403	0	shut	shut.example.edu		495832696
www.maint.example.edu	503	0	maint	maint.example.edu	da08a3318154819c447a8e0e01eed048	3040712290
', 4075130102];
