<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 5, 3, 5, 3, 290161931, '| "', '000080125197282360', 'lone	200	0	lone	b.example.edu/one/two	fb1cf0cafdc90101cd92a54536b553a4	e78802c0
shut	403	0	shut	a.example.edu/shut		18c2cecb
root	200	0	root	a.example.edu	d80aa5cdd503a31fb04a250c88b98bd5	86856242
deep	200	0	deep	a.example.edu/ecole-3/v1.2	23c5c8ce6a20f05c52fd5ece37abe560	0ed3db6e
sub	200	0	sub	a.example.edu/ecole-3	94e4428a8a6ef7a5c8ba4ed533505131	7b1ab324
'];
