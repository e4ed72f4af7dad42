<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 11, 1, 32, '', 5, 11, 3, '76:88', '000091184241330408497585667759815911', 'still.example.edu	200	0	still	still.example.edu	e90170d8f24c9753fa532aa9a57640d3	767472485
www.open.example.edu	200	0	open	open.example.edu	b663b82678bf4dff03772b005539acbf	3102554826
past.example.edu	410	0	past	past.example.edu		4243894505
slow.example.edu	200	0	slow	slow.example.edu	265bec157e2a6edd2c54ec3939a6c7aa	2015579870
old.example.org	308	0	open	open.example.edu	http://open.example.edu	214360960
open.example.org	200	0	open	open.example.edu	b663b82678bf4dff03772b005539acbf	1819973730
open.example.edu	200	0	open	open.example.edu	b663b82678bf4dff03772b005539acbf	896703175
former.example.edu	308	0	past	past.example.edu	http://past.example.edu	3508839695
maint.example.edu	503	0	maint	maint.example.edu	035df182050253a1b86b284df8f9eb85	1759567310
shut.example.edu	403	0	shut	shut.example.edu		495832696
www.maint.example.edu	503	0	maint	maint.example.edu	035df182050253a1b86b284df8f9eb85	2928639020
', 2166626075];
