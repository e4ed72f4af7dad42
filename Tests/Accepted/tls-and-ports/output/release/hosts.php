<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 7, 32, 2243845898, '46feaf5d3126574a2dd2fbc6fb816b73'];
