<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH2', 13, 32, 3227394308, '789bb865e2864b622fe1124dd5936721', 3];
