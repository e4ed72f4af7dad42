<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 32, 3228568731, '03f59bb28b6c50e63b576f69e936f47a'];
