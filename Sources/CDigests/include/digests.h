#ifndef SHANSHUI_DIGESTS_H
#define SHANSHUI_DIGESTS_H

#include <stddef.h>
#include <stdint.h>

/// How many pieces are hashed abreast.
#define DIGESTS_ABREAST 16

/// SHA-256 (FIPS 180-4) of sixteen pieces at once, each in a lane of its own: on processors without instructions
/// for SHA-256 that is several times faster than one after another.
///
/// The pieces follow each other in `bytes`; `size` is a multiple of 64. `digests` takes 16 × 32 bytes in their order.
void digests_sha256_abreast(const uint8_t *bytes, size_t size, uint8_t *digests);

/// SM3 (GB/T 32905-2016) of sixteen pieces at once, of whatever lengths: the leaves and nodes of a journal's trees
/// are many and small.
///
/// The pieces follow each other in `bytes`; `ends` tells for each where it ends. `digests` takes 16 × 32 bytes in
/// their order.
void digests_sm3_abreast(const uint8_t *bytes, const size_t *ends, uint8_t *digests);

#endif
