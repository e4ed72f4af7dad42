#ifndef VMOODLE_GEN_SHA256_BLOCKS_H
#define VMOODLE_GEN_SHA256_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has instructions for SHA-256 that `sha256_blocks` knows.
bool sha256_has_instructions(void);

/// Takes blocks of 64 bytes into a state (FIPS 180-4, 6.2.2) by those instructions, which must be there.
void sha256_blocks(uint32_t state[8], const uint8_t *blocks, size_t count, const uint32_t constants[64]);

#endif
