<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 1, 1, 2, 3683784344, 'l', '0081', 'quotes	200	0	quotes	quotes.example.edu	44e8cebe45208d065d14f8ce13375d88	750031d9
'];
