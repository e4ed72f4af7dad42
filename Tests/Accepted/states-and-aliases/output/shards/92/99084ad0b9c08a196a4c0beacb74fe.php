<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 6, 3, 7, 3, 2587831620, '!E ', '000075153228271314314392', 'open	200	0	open	open.example.edu	4f4216866a243ed7d4a6e7bfdaf24e29	6b3ad9ff
still	200	0	still	still.example.edu	631511333c2c1542501c3c318223d122	086c8d03
slow	200	0	slow	slow.example.edu	cd76ec74f10932d79e82bcbfa81daf1c	077e1d17
shut	403	0	shut	shut.example.edu		2449976d
past	410	0	past	past.example.edu		7c73a80c
maint	503	0	maint	maint.example.edu	2b6f854852aa18345c73b718d9d37f96	05076ac4
'];
