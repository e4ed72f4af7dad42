<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 32, 1850059705, '2e56693a8110674d6fa331c52f3d3184'];
