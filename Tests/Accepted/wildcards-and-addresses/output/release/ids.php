<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 6, 32, 3160349169, 'ed485fbe2f3cf56da91751559551bd91'];
