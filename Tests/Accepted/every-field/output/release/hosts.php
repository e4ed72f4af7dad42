<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 32, 3085965485, 'feb0845d69df852453e32cbc7756fce7'];
