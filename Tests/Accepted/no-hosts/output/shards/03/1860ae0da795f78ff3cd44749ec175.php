<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 0, 1, 1, 1, 2977109495, ' ', '00', ''];
