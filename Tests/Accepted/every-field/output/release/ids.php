<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 32, 2629248356, 'b0e598029a6d7025ee57b8e3886e1d6e'];
