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

// A file compiled for the plain x86-64 passes wider vectors in memory, SLEEF takes them in registers, and the
// compiler does not say so. These loops therefore hold the values in the registers themselves: each calls a
// SLEEF function for `vectors` whole vectors, `vectors` > 0.
typedef void (*sleef_function)(void);

#define LOOP_ONE(width, bytes, register)                                                   \
  __attribute__((naked)) static void loop_one_##width(                                     \
      sleef_function f, const double *x, double *out, size_t vectors) {                    \
    __asm__("push %rbp\n mov %rsp, %rbp\n"                                                 \
            "push %rbx\n push %r12\n push %r13\n push %r14\n"                              \
            "mov %rdi, %rbx\n mov %rsi, %r12\n mov %rdx, %r13\n mov %rcx, %r14\n"          \
            "1: vmovupd (%r12), %" register "0\n"                                          \
            "call *%rbx\n"                                                                 \
            "vmovupd %" register "0, (%r13)\n"                                             \
            "add $" bytes ", %r12\n add $" bytes ", %r13\n"                                \
            "dec %r14\n jnz 1b\n"                                                          \
            "vzeroupper\n"                                                                 \
            "pop %r14\n pop %r13\n pop %r12\n pop %rbx\n pop %rbp\n ret");                 \
  }

#define LOOP_TWO(width, bytes, register)                                                   \
  __attribute__((naked)) static void loop_two_##width(                                     \
      sleef_function f, const double *a, const double *b, double *out, size_t vectors) {   \
    __asm__("push %rbp\n mov %rsp, %rbp\n"                                                 \
            "push %rbx\n push %r12\n push %r13\n push %r14\n push %r15\n sub $8, %rsp\n"   \
            "mov %rdi, %rbx\n mov %rsi, %r12\n mov %rdx, %r15\n"                           \
            "mov %rcx, %r13\n mov %r8, %r14\n"                                             \
            "1: vmovupd (%r12), %" register "0\n"                                          \
            "vmovupd (%r15), %" register "1\n"                                             \
            "call *%rbx\n"                                                                 \
            "vmovupd %" register "0, (%r13)\n"                                             \
            "add $" bytes ", %r12\n add $" bytes ", %r15\n add $" bytes ", %r13\n"         \
            "dec %r14\n jnz 1b\n"                                                          \
            "vzeroupper\n"                                                                 \
            "add $8, %rsp\n pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %rbx\n"       \
            "pop %rbp\n ret");                                                             \
  }

LOOP_ONE(8, "64", "zmm")
LOOP_ONE(4, "32", "ymm")
LOOP_TWO(8, "64", "zmm")
LOOP_TWO(4, "32", "ymm")

// sleef.h declares the wider variants only when the whole file is compiled for such a processor.
#define WIDE(name, sleef)                                                                  \
  void wide_##name##_8(void) __asm__("Sleef_cinz_" #sleef "d8_u10avx512fnofma");           \
  void wide_##name##_4(void) __asm__("Sleef_cinz_" #sleef "d4_u10avx");

// Each body returns how many values it did; what is left is less than one vector.
#define BODIES_ONE(name, sleef)                                                            \
  WIDE(name, sleef)                                                                        \
  static size_t name##_8(const double *x, double *out, size_t n) {                         \
    if (n >= 8) loop_one_8(wide_##name##_8, x, out, n / 8);                                \
    return n / 8 * 8;                                                                      \
  }                                                                                        \
  static size_t name##_4(const double *x, double *out, size_t n) {                         \
    if (n >= 4) loop_one_4(wide_##name##_4, x, out, n / 4);                                \
    return n / 4 * 4;                                                                      \
  }                                                                                        \
  static size_t name##_2(const double *x, double *out, size_t n) {                         \
    for (size_t i = 0; i + 2 <= n; i += 2)                                                 \
      _mm_storeu_pd(out + i, Sleef_cinz_##sleef##d2_u10sse2(_mm_loadu_pd(x + i)));         \
    return n / 2 * 2;                                                                      \
  }

#define BODIES_TWO(name, sleef)                                                            \
  WIDE(name, sleef)                                                                        \
  static size_t name##_8(const double *a, const double *b, double *out, size_t n) {        \
    if (n >= 8) loop_two_8(wide_##name##_8, a, b, out, n / 8);                             \
    return n / 8 * 8;                                                                      \
  }                                                                                        \
  static size_t name##_4(const double *a, const double *b, double *out, size_t n) {        \
    if (n >= 4) loop_two_4(wide_##name##_4, a, b, out, n / 4);                             \
    return n / 4 * 4;                                                                      \
  }                                                                                        \
  static size_t name##_2(const double *a, const double *b, double *out, size_t n) {        \
    for (size_t i = 0; i + 2 <= n; i += 2)                                                 \
      _mm_storeu_pd(out + i, Sleef_cinz_##sleef##d2_u10sse2(                               \
                                 _mm_loadu_pd(a + i), _mm_loadu_pd(b + i)));               \
    return n / 2 * 2;                                                                      \
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

// Land without data comes in long runs, of which nothing has to be worked out.
#define RUN_OF_MISSING 64

static int is_missing(const double *x) {
  int known = 0;
  for (size_t i = 0; i < RUN_OF_MISSING; i++) known |= x[i] == x[i];
  return !known;
}

static void leave_missing(double *out) {
  for (size_t i = 0; i < RUN_OF_MISSING; i++) out[i] = __builtin_nan("");
}

#define ONE(name, sleef)                                                                   \
  BODIES_ONE(name, sleef)                                                                  \
  static void name##_all(int lanes, const double *x, double *out, size_t n) {              \
    for (size_t i = RUN(name, lanes, x, out, n); i < n; i++)                               \
      out[i] = Sleef_cinz_##sleef##d1_u10purec(x[i]);                                      \
    settle(out, n);                                                                        \
  }                                                                                        \
  void elementary_##name##_by(int lanes, const double *x, double *out, size_t n) {         \
    for (; n >= RUN_OF_MISSING; n -= RUN_OF_MISSING, x += RUN_OF_MISSING, out += RUN_OF_MISSING) { \
      if (is_missing(x)) leave_missing(out);                                               \
      else name##_all(lanes, x, out, RUN_OF_MISSING);                                      \
    }                                                                                      \
    name##_all(lanes, x, out, n);                                                          \
  }                                                                                        \
  void elementary_##name(const double *x, double *out, size_t n) {                         \
    elementary_##name##_by(elementary_lanes(), x, out, n);                                 \
  }

#define TWO(name, sleef)                                                                   \
  BODIES_TWO(name, sleef)                                                                  \
  static void name##_all(                                                                  \
      int lanes, const double *a, const double *b, double *out, size_t n) {                \
    for (size_t i = RUN(name, lanes, a, b, out, n); i < n; i++)                            \
      out[i] = Sleef_cinz_##sleef##d1_u10purec(a[i], b[i]);                                \
    settle(out, n);                                                                        \
  }                                                                                        \
  void elementary_##name##_by(                                                             \
      int lanes, const double *a, const double *b, double *out, size_t n) {                \
    for (; n >= RUN_OF_MISSING; n -= RUN_OF_MISSING) {                                     \
      /* What is missing to the power 0 is 1: both have to be missing. */                  \
      if (is_missing(a) && is_missing(b)) leave_missing(out);                              \
      else name##_all(lanes, a, b, out, RUN_OF_MISSING);                                   \
      a += RUN_OF_MISSING, b += RUN_OF_MISSING, out += RUN_OF_MISSING;                     \
    }                                                                                      \
    name##_all(lanes, a, b, out, n);                                                       \
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
