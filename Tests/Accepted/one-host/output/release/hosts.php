<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0086', 'one.example.edu	200	0	one	one.example.edu	316234e02e11206c173f2c721dd39744	2212461540
', 551747869];
