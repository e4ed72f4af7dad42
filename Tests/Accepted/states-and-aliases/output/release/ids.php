<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 6, 32, 883839571, '9299084ad0b9c08a196a4c0beacb74fe'];
