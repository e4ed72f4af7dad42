<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 1, 1, 2, 1876738392, 'l', '0093', 'quotes.example.edu	200	0	quotes	quotes.example.edu	44e8cebe45208d065d14f8ce13375d88	28d891fa
'];
