<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 0, 32, 2309850942, '031860ae0da795f78ff3cd44749ec175'];
