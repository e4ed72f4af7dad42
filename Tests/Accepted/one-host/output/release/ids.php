<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 1, 32, 218836963, '36c9b0afe22f569914defdf326ad0c88'];
