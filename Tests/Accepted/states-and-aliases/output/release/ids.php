<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 6, 1, 32, '', 3, 7, 3, '!E ', '000077157234278323323403', 'open	200	0	open	open.example.edu	b663b82678bf4dff03772b005539acbf	2254612750
still	200	0	still	still.example.edu	e90170d8f24c9753fa532aa9a57640d3	4109783097
slow	200	0	slow	slow.example.edu	265bec157e2a6edd2c54ec3939a6c7aa	3848312908
shut	403	0	shut	shut.example.edu		608802669
past	410	0	past	past.example.edu		2087954444
maint	503	0	maint	maint.example.edu	035df182050253a1b86b284df8f9eb85	3610689739
', 3854542387];
