<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 5, 32, 1528551773, '21cde2e7c7f7f19ab6709ef99dc97de1'];
