<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 32, 1035644819, '51c78e26404ef391d4c9331e96dfd03b'];
