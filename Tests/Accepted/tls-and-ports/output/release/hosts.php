<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 7, 32, 3122100080, 'b90d12ae5db8236f0139a8ebcabc24b4'];
