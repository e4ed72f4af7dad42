<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 8, 32, 675240514, '6316e31c67b3508be5fb21ee7328eb0c'];
