<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 32, 3529427631, '6a4568dbad5ea1abfa4c1d890a84168e'];
