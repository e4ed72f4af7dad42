<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 11, 32, 2973157112, 'fad6c76c1b3a745acca2a80c558e06a1'];
