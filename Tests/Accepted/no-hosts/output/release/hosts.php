<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 0, 1, 32, '', 1, 1, 1, ' ', '00', '', 3714780549];
