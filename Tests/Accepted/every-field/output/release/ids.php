<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 32, 1243666652, 'c86aea164d65cb9af05b7179ed3e3107'];
