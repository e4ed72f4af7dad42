<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 32, 2042848992, 'e82affbe7416dd8b16889fb133ca7b2e'];
