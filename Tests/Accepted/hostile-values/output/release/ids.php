<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 32, 4066777576, 'bd93d03a9a75c84cfe26b093a8511ad7'];
