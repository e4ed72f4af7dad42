<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH1', 3, 32, 3455810195, '65077d8b6ebd9a8b87ddf5bebf920431'];
