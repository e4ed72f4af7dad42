<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return ['VPH3', 1, 1, 32, '', 1, 1, 2, 'l', '0082', 'quotes	200	0	quotes	quotes.example.edu	89846a5dc7bc75d239bc00b1b14fc14e	929082135
', 1449325493];
