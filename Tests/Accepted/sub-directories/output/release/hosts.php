<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 7, 32, 435094817, '9f9cd97a577ab26b36db6f114af552ad'];
