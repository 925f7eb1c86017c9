#include "digests.h"

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_WIDTH
#endif

#define INSIDE static inline __attribute__((always_inline))

// A word of each piece; the compiler makes one wide register of it or several narrow ones.
typedef uint32_t words __attribute__((vector_size(4 * DIGESTS_ABREAST)));

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static const uint32_t beginning[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// Letters as in FIPS 180-4, 4.1.2 and 6.2.2.
#define TURN(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define SIGMA_0(x) (TURN(x, 2) ^ TURN(x, 13) ^ TURN(x, 22))
#define SIGMA_1(x) (TURN(x, 6) ^ TURN(x, 11) ^ TURN(x, 25))
#define S_0(x) (TURN(x, 7) ^ TURN(x, 18) ^ ((x) >> 3))
#define S_1(x) (TURN(x, 17) ^ TURN(x, 19) ^ ((x) >> 10))
#define CHOICE(x, y, z) (((x) & (y)) ^ (~(x) & (z)))
#define MAJORITY(x, y, z) (((x) & (y)) ^ ((x) & (z)) ^ ((y) & (z)))

// Takes in one block of 64 bytes of each piece, its words given word by word.
INSIDE void compress(words *state, words *w) {
  words a = state[0], b = state[1], c = state[2], d = state[3];
  words e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll(full)
  for (int t = 0; t < 64; t++) {
    if (t >= 16) w[t & 15] += w[(t - 7) & 15] + S_0(w[(t - 15) & 15]) + S_1(w[(t - 2) & 15]);
    words first = h + SIGMA_1(e) + CHOICE(e, f, g) + constants[t] + w[t & 15];
    words second = SIGMA_0(a) + MAJORITY(a, b, c);
    h = g, g = f, f = e, e = d + first;
    d = c, c = b, b = a, a = first + second;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

// The words of one block of each piece: word t of piece i goes to w[t][i].
INSIDE void gather(const uint8_t *bytes, size_t size, words *w) {
  for (int piece = 0; piece < DIGESTS_ABREAST; piece++) {
    uint32_t row[16];
    __builtin_memcpy(row, bytes + size * piece, sizeof row);
    for (int t = 0; t < 16; t++) w[t][piece] = __builtin_bswap32(row[t]);
  }
}

EVERY_WIDTH void digests_sha256_abreast(const uint8_t *bytes, size_t size, uint8_t *digests) {
  words state[8], w[16];
  for (int word = 0; word < 8; word++) state[word] = (words){0} + beginning[word];
  for (size_t place = 0; place < size; place += 64) {
    gather(bytes + place, size, w);
    compress(state, w);
  }
  // The last block is padding alone: a bit, zeros, the length in bits.
  for (int t = 0; t < 16; t++) w[t] = (words){0};
  w[0] += 0x80000000u;
  w[14] += (uint32_t)((uint64_t)size >> 29);
  w[15] += (uint32_t)(size << 3);
  compress(state, w);
  for (int piece = 0; piece < DIGESTS_ABREAST; piece++) {
    for (int word = 0; word < 8; word++) {
      uint32_t value = __builtin_bswap32(state[word][piece]);
      __builtin_memcpy(digests + 32 * piece + 4 * word, &value, 4);
    }
  }
}
