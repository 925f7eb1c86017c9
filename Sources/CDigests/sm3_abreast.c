#include "digests.h"

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_WIDTH
#endif

#define INSIDE static inline __attribute__((always_inline))

// A word of each piece; the compiler makes one wide register of it or several narrow ones.
typedef uint32_t words __attribute__((vector_size(4 * DIGESTS_ABREAST)));

static const uint32_t beginning[8] = {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600,
                                      0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};

// Letters as in GB/T 32905-2016, 4 and 5.3.
#define TURN(x, n) (((x) << (n)) | ((x) >> (32 - (n))))
#define P_0(x) ((x) ^ TURN(x, 9) ^ TURN(x, 17))
#define P_1(x) ((x) ^ TURN(x, 15) ^ TURN(x, 23))
#define MAJORITY(x, y, z) (((x) & (y)) | ((x) & (z)) | ((y) & (z)))
#define CHOICE(x, y, z) (((x) & (y)) | (~(x) & (z)))

static const uint32_t constant[2] = {0x79cc4519, 0x7a879d8a};

// Takes in one block of 64 bytes of each piece, its words given word by word; pieces that ended stay.
INSIDE void compress(words *state, words *w, const words *lasts) {
  words a = state[0], b = state[1], c = state[2], d = state[3];
  words e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll(full)
  for (int j = 0; j < 64; j++) {
    // The word four places on is needed now: it is made in the place of the one sixteen before it.
    if (j >= 12) {
      words x = w[(j + 4) & 15] ^ w[(j + 11) & 15] ^ TURN(w[(j + 1) & 15], 15);
      w[(j + 4) & 15] = P_1(x) ^ TURN(w[(j + 7) & 15], 7) ^ w[(j + 14) & 15];
    }
    uint32_t t = constant[j >= 16];
    uint32_t turned = j % 32 == 0 ? t : TURN(t, j % 32);
    words sum = TURN(a, 12) + e + turned;
    words first = TURN(sum, 7);
    words second = first ^ TURN(a, 12);
    words upper = (j < 16 ? a ^ b ^ c : MAJORITY(a, b, c)) + d + second + (w[j & 15] ^ w[(j + 4) & 15]);
    words lower = (j < 16 ? e ^ f ^ g : CHOICE(e, f, g)) + h + first + w[j & 15];
    d = c, c = TURN(b, 9), b = a, a = upper;
    h = g, g = TURN(f, 19), f = e, e = P_0(lower);
  }
  state[0] ^= a & *lasts, state[1] ^= b & *lasts, state[2] ^= c & *lasts, state[3] ^= d & *lasts;
  state[4] ^= e & *lasts, state[5] ^= f & *lasts, state[6] ^= g & *lasts, state[7] ^= h & *lasts;
}

// A block of a piece with its padding: a bit, zeros, the length in bits.
INSIDE void take_block(const uint8_t *piece, size_t size, size_t place, uint8_t *block) {
  if (place + 64 <= size) {
    __builtin_memcpy(block, piece + place, 64);
    return;
  }
  __builtin_memset(block, 0, 64);
  if (place <= size) {
    if (place < size) __builtin_memcpy(block, piece + place, size - place);
    block[size - place] = 0x80;
  }
  if (size + 9 <= place + 64) {
    uint64_t bits = __builtin_bswap64((uint64_t)size << 3);
    __builtin_memcpy(block + 56, &bits, 8);
  }
}

EVERY_WIDTH void digests_sm3_abreast(const uint8_t *bytes, const size_t *ends, uint8_t *digests) {
  words state[8], w[16], lasts;
  size_t starts[DIGESTS_ABREAST], sizes[DIGESTS_ABREAST], longest = 0;
  for (int piece = 0; piece < DIGESTS_ABREAST; piece++) {
    starts[piece] = piece == 0 ? 0 : ends[piece - 1];
    sizes[piece] = ends[piece] - starts[piece];
    if (sizes[piece] > longest) longest = sizes[piece];
  }
  for (int word = 0; word < 8; word++) state[word] = (words){0} + beginning[word];
  for (size_t place = 0; place < longest + 9; place += 64) {
    for (int piece = 0; piece < DIGESTS_ABREAST; piece++) {
      uint32_t row[16];
      take_block(bytes + starts[piece], sizes[piece], place, (uint8_t *)row);
      for (int t = 0; t < 16; t++) w[t][piece] = __builtin_bswap32(row[t]);
      lasts[piece] = place < sizes[piece] + 9 ? 0xffffffffu : 0;
    }
    compress(state, w, &lasts);
  }
  for (int piece = 0; piece < DIGESTS_ABREAST; piece++) {
    for (int word = 0; word < 8; word++) {
      uint32_t value = __builtin_bswap32(state[word][piece]);
      __builtin_memcpy(digests + 32 * piece + 4 * word, &value, 4);
    }
  }
}
