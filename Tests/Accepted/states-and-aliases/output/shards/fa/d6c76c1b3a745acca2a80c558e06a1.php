<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 11, 5, 11, 3, 2990824195, '76:88', '000090181236323400487574654744799893', 'still.example.edu	200	0	still	still.example.edu	631511333c2c1542501c3c318223d122	d1246e5f
www.open.example.edu	200	0	open	open.example.edu	4f4216866a243ed7d4a6e7bfdaf24e29	55b54a3b
past.example.edu	410	0	past	past.example.edu		fcf4b0e9
slow.example.edu	200	0	slow	slow.example.edu	cd76ec74f10932d79e82bcbfa81daf1c	9a3dcb85
old.example.org	308	0	open	open.example.edu	http://open.example.edu	0cc6e380
open.example.org	200	0	open	open.example.edu	4f4216866a243ed7d4a6e7bfdaf24e29	8122e893
open.example.edu	200	0	open	open.example.edu	4f4216866a243ed7d4a6e7bfdaf24e29	d82aea36
former.example.edu	308	0	past	past.example.edu	http://past.example.edu	d124a50f
maint.example.edu	503	0	maint	maint.example.edu	2b6f854852aa18345c73b718d9d37f96	bad177c1
shut.example.edu	403	0	shut	shut.example.edu		1d8dce78
www.maint.example.edu	503	0	maint	maint.example.edu	2b6f854852aa18345c73b718d9d37f96	7cbed623
'];
