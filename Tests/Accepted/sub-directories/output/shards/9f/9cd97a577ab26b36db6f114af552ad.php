<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 7, 3, 7, 3, 3519111845, '%%,', '000097178237344376472560', 'b.example.edu/one/two	200	0	lone	b.example.edu/one/two	fb1cf0cafdc90101cd92a54536b553a4	7c19093f
a.example.edu	200	2	root	a.example.edu	d80aa5cdd503a31fb04a250c88b98bd5	fc239b72
a.example.edu/shut	403	0	shut	a.example.edu/shut		94034cc4
a.example.edu/ecole-3/v1.2	200	0	deep	a.example.edu/ecole-3/v1.2	23c5c8ce6a20f05c52fd5ece37abe560	d31c16cb
b.example.edu	404	2				2f0ade7d
a.example.edu/ecole-3	200	0	sub	a.example.edu/ecole-3	94e4428a8a6ef7a5c8ba4ed533505131	f3c2ba29
two.example.edu	308	0	lone	b.example.edu/one/two	https://b.example.edu/one/two	8c4a7a0c
'];
