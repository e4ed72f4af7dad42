<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 5, 32, 2454663124, 'a060c22eeb139310e0c1372fb6842381'];
