<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 32, 3537775503, '5037b4b27fbf99688cb66b39f6394c37'];
