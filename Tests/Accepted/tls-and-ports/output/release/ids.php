<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 5, 32, 2941836773, '3c4f5b0ee8afa1580831a0f1851a8fc9'];
