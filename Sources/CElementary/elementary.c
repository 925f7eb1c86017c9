#include "elementary.h"

#include <sleef.h>

// Nothing below does arithmetic of its own; this keeps it so if somebody adds any.
#pragma STDC FP_CONTRACT OFF

// The widths agree in every number, but not in the sign of a NaN (ln of a negative): one NaN for all.
static void settle(double *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = out[i] == out[i] ? out[i] : __builtin_nan("");
}

#if defined(__x86_64__)
#include <immintrin.h>

int elementary_lanes(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return 8;
  if (__builtin_cpu_supports("avx")) return 4;
  return 2;
}

// sleef.h declares the wider variants only when the whole file is compiled for such a processor.
#define WIDE_ONE(sleef)                                                                    \
  __attribute__((target("avx"))) __m256d Sleef_cinz_##sleef##d4_u10avx(__m256d);           \
  __attribute__((target("avx512f"))) __m512d Sleef_cinz_##sleef##d8_u10avx512fnofma(__m512d);
#define WIDE_TWO(sleef)                                                                    \
  __attribute__((target("avx"))) __m256d Sleef_cinz_##sleef##d4_u10avx(__m256d, __m256d);  \
  __attribute__((target("avx512f"))) __m512d Sleef_cinz_##sleef##d8_u10avx512fnofma(       \
      __m512d, __m512d);

// Each body returns how many values it did; what is left is less than one vector.
#define BODIES_ONE(name, sleef)                                                            \
  WIDE_ONE(sleef)                                                                          \
  __attribute__((target("avx512f"))) static size_t name##_8(                               \
      const double *x, double *out, size_t n) {                                            \
    size_t i = 0;                                                                          \
    for (; i + 8 <= n; i += 8)                                                             \
      _mm512_storeu_pd(                                                                    \
          out + i, Sleef_cinz_##sleef##d8_u10avx512fnofma(_mm512_loadu_pd(x + i)));        \
    return i;                                                                              \
  }                                                                                        \
  __attribute__((target("avx"))) static size_t name##_4(                                   \
      const double *x, double *out, size_t n) {                                            \
    size_t i = 0;                                                                          \
    for (; i + 4 <= n; i += 4)                                                             \
      _mm256_storeu_pd(out + i, Sleef_cinz_##sleef##d4_u10avx(_mm256_loadu_pd(x + i)));    \
    return i;                                                                              \
  }                                                                                        \
  static size_t name##_2(const double *x, double *out, size_t n) {                         \
    size_t i = 0;                                                                          \
    for (; i + 2 <= n; i += 2)                                                             \
      _mm_storeu_pd(out + i, Sleef_cinz_##sleef##d2_u10sse2(_mm_loadu_pd(x + i)));         \
    return i;                                                                              \
  }

#define BODIES_TWO(name, sleef)                                                            \
  WIDE_TWO(sleef)                                                                          \
  __attribute__((target("avx512f"))) static size_t name##_8(                               \
      const double *a, const double *b, double *out, size_t n) {                           \
    size_t i = 0;                                                                          \
    for (; i + 8 <= n; i += 8)                                                             \
      _mm512_storeu_pd(out + i, Sleef_cinz_##sleef##d8_u10avx512fnofma(                    \
                                    _mm512_loadu_pd(a + i), _mm512_loadu_pd(b + i)));      \
    return i;                                                                              \
  }                                                                                        \
  __attribute__((target("avx"))) static size_t name##_4(                                   \
      const double *a, const double *b, double *out, size_t n) {                           \
    size_t i = 0;                                                                          \
    for (; i + 4 <= n; i += 4)                                                             \
      _mm256_storeu_pd(out + i, Sleef_cinz_##sleef##d4_u10avx(                             \
                                    _mm256_loadu_pd(a + i), _mm256_loadu_pd(b + i)));      \
    return i;                                                                              \
  }                                                                                        \
  static size_t name##_2(const double *a, const double *b, double *out, size_t n) {        \
    size_t i = 0;                                                                          \
    for (; i + 2 <= n; i += 2)                                                             \
      _mm_storeu_pd(out + i, Sleef_cinz_##sleef##d2_u10sse2(                               \
                                 _mm_loadu_pd(a + i), _mm_loadu_pd(b + i)));               \
    return i;                                                                              \
  }

#define RUN(name, lanes, ...)                                                              \
  (lanes == 8   ? name##_8(__VA_ARGS__)                                                    \
   : lanes == 4 ? name##_4(__VA_ARGS__)                                                    \
   : lanes == 2 ? name##_2(__VA_ARGS__)                                                    \
                : 0)

#else

int elementary_lanes(void) { return 1; }

#define BODIES_ONE(name, sleef)
#define BODIES_TWO(name, sleef)
#define RUN(name, lanes, ...) ((void)lanes, (size_t)0)

#endif

#define ONE(name, sleef)                                                                   \
  BODIES_ONE(name, sleef)                                                                  \
  void elementary_##name##_by(int lanes, const double *x, double *out, size_t n) {         \
    for (size_t i = RUN(name, lanes, x, out, n); i < n; i++)                               \
      out[i] = Sleef_cinz_##sleef##d1_u10purec(x[i]);                                      \
    settle(out, n);                                                                        \
  }                                                                                        \
  void elementary_##name(const double *x, double *out, size_t n) {                         \
    elementary_##name##_by(elementary_lanes(), x, out, n);                                 \
  }

#define TWO(name, sleef)                                                                   \
  BODIES_TWO(name, sleef)                                                                  \
  void elementary_##name##_by(                                                             \
      int lanes, const double *a, const double *b, double *out, size_t n) {                \
    for (size_t i = RUN(name, lanes, a, b, out, n); i < n; i++)                            \
      out[i] = Sleef_cinz_##sleef##d1_u10purec(a[i], b[i]);                                \
    settle(out, n);                                                                        \
  }                                                                                        \
  void elementary_##name(const double *a, const double *b, double *out, size_t n) {        \
    elementary_##name##_by(elementary_lanes(), a, b, out, n);                              \
  }

ONE(exp, exp)
ONE(ln, log)
ONE(log10, log10)
ONE(sin, sin)
ONE(cos, cos)
ONE(tan, tan)
ONE(atan, atan)
TWO(pow, pow)
TWO(atan2, atan2)
