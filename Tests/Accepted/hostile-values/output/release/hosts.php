<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 32, 1607216622, '28359f334a42fc880d78210d50e09ce9'];
