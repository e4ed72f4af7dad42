<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 42, 32, 680230048, '3817d50dfbad5ca57ca3d8850a0f91b0'];
