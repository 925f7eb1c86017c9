#include "fields.h"

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_WIDTH
#endif

#define INSIDE static inline __attribute__((always_inline))

// A missing neighbour is no lower one.
INSIDE double fall(double own, float other, double slowness) {
  double fall = (own - (double)other) * slowness;
  return fall > 0 ? fall : 0;
}

INSIDE uint32_t share(double fall, double sum) { return (uint32_t)(int32_t)(0.5 + fall / sum * 15); }

EVERY_WIDTH void lanes_divided_flow(
    const float *heights, ptrdiff_t pitch, const double *slownesses, uint32_t *restrict shares, size_t n) {
  const float *above = heights - pitch, *below = heights + pitch;
  double s0 = slownesses[0], s1 = slownesses[1], s2 = slownesses[2], s3 = slownesses[3];
  double s4 = slownesses[4], s5 = slownesses[5], s6 = slownesses[6], s7 = slownesses[7];
  for (size_t i = 0; i < n; i++) {
    double own = heights[i];
    double f0 = fall(own, heights[i + 1], s0), f1 = fall(own, below[i + 1], s1), f2 = fall(own, below[i], s2);
    double f3 = fall(own, below[(ptrdiff_t)i - 1], s3), f4 = fall(own, heights[(ptrdiff_t)i - 1], s4);
    double f5 = fall(own, above[(ptrdiff_t)i - 1], s5), f6 = fall(own, above[i], s6);
    double f7 = fall(own, above[i + 1], s7);
    double sum = f0 + f1 + f2 + f3 + f4 + f5 + f6 + f7;
    sum = sum > 0 ? sum : 1;
    uint32_t bits = share(f0, sum) | share(f1, sum) << 4 | share(f2, sum) << 8 | share(f3, sum) << 12 |
                    share(f4, sum) << 16 | share(f5, sum) << 20 | share(f6, sum) << 24 | share(f7, sum) << 28;
    shares[i] = own == own ? bits : UINT32_MAX;
  }
}

typedef double eight __attribute__((vector_size(64)));
typedef int32_t sixteen_whole __attribute__((vector_size(64)));

#define TAKE(type, place)                                                                  \
  ({                                                                                       \
    type taken;                                                                            \
    __builtin_memcpy(&taken, place, sizeof taken);                                         \
    taken;                                                                                 \
  })

EVERY_WIDTH void lanes_disc(
    const double *sums, const int32_t *counts, const ptrdiff_t *begins, const ptrdiff_t *ends, size_t pieces,
    double *restrict line, int32_t *restrict known, size_t n) {
  size_t i = 0;
  for (; i + 16 <= n; i += 16) {
    eight first = {0}, second = {0};
    sixteen_whole number = {0};
    for (size_t piece = 0; piece < pieces; piece++) {
      ptrdiff_t begin = begins[piece] + (ptrdiff_t)i, end = ends[piece] + (ptrdiff_t)i;
      first += TAKE(eight, sums + end) - TAKE(eight, sums + begin);
      second += TAKE(eight, sums + end + 8) - TAKE(eight, sums + begin + 8);
      number += TAKE(sixteen_whole, counts + end) - TAKE(sixteen_whole, counts + begin);
    }
    __builtin_memcpy(line + i, &first, sizeof first);
    __builtin_memcpy(line + i + 8, &second, sizeof second);
    __builtin_memcpy(known + i, &number, sizeof number);
  }
  for (; i < n; i++) {
    double sum = 0;
    int32_t number = 0;
    for (size_t piece = 0; piece < pieces; piece++) {
      ptrdiff_t begin = begins[piece] + (ptrdiff_t)i, end = ends[piece] + (ptrdiff_t)i;
      sum += sums[end] - sums[begin];
      number += counts[end] - counts[begin];
    }
    line[i] = sum;
    known[i] = number;
  }
}
