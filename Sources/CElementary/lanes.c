#include "lanes.h"

#include <float.h>

// A fused multiply-add would change bits from processor to processor.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_WIDTH
#endif

#define INSIDE static inline __attribute__((always_inline))

#define MISSING __builtin_nan("")

// One comparison with the greatest number; one with infinity would become two.
INSIDE int there(double x) { return __builtin_fabs(x) <= DBL_MAX; }

#define TWO(name, result)                                                                  \
  EVERY_WIDTH void lanes_##name(                                                           \
      const double *a, double fixed_a, const double *b, double fixed_b, double *restrict out, size_t n) {    \
    if (a && b) {                                                                          \
      for (size_t i = 0; i < n; i++) {                                                     \
        double x = a[i], y = b[i];                                                         \
        out[i] = result;                                                                   \
      }                                                                                    \
    } else if (a) {                                                                        \
      for (size_t i = 0; i < n; i++) {                                                     \
        double x = a[i], y = fixed_b;                                                      \
        out[i] = result;                                                                   \
      }                                                                                    \
    } else {                                                                               \
      for (size_t i = 0; i < n; i++) {                                                     \
        double x = fixed_a, y = b[i];                                                      \
        out[i] = result;                                                                   \
      }                                                                                    \
    }                                                                                      \
  }

#define ONE(name, result)                                                                  \
  EVERY_WIDTH void lanes_##name(const double *a, double *restrict out, size_t n) {         \
    for (size_t i = 0; i < n; i++) {                                                       \
      double x = a[i];                                                                     \
      out[i] = result;                                                                     \
    }                                                                                      \
  }

INSIDE double settled(double x) { return there(x) ? x : MISSING; }
INSIDE double quotient(double x, double y) { return (there(y) & (y != 0)) ? x / y : MISSING; }
INSIDE double both(double x, double y, double result) { return (there(x) & there(y)) ? result : MISSING; }

TWO(add, x + y)
TWO(subtract, x - y)
TWO(multiply, x *y)
TWO(divide, quotient(x, y))
TWO(add_and_settle, settled(x + y))
TWO(subtract_and_settle, settled(x - y))
TWO(multiply_and_settle, settled(x *y))
TWO(divide_and_settle, settled(quotient(x, y)))
TWO(minimum, both(x, y, y < x ? y : x))
TWO(maximum, both(x, y, y > x ? y : x))
TWO(less, both(x, y, x < y ? 1.0 : 0.0))
TWO(at_most, both(x, y, x <= y ? 1.0 : 0.0))
TWO(equal, both(x, y, x == y ? 1.0 : 0.0))
TWO(unequal, both(x, y, x != y ? 1.0 : 0.0))
// Three-valued logic: a 0 decides `and`, a 1 decides `or`, whatever is missing.
TWO(and, ((x == 0) | (y == 0)) ? 0.0 : both(x, y, 1.0))
TWO(or, ((there(x) & (x != 0)) | (there(y) & (y != 0))) ? 1.0 : both(x, y, 0.0))
TWO(coalesce, there(x) ? x : y)
TWO(minimum_present, there(x) ? ((there(y) & (y < x)) ? y : x) : y)
TWO(maximum_present, there(x) ? ((there(y) & (y > x)) ? y : x) : y)

ONE(negate, -x)
ONE(not, there(x) ? (x == 0 ? 1.0 : 0.0) : MISSING)
ONE(absolute, __builtin_fabs(x))
// Unlike sqrt of the C library this leaves errno alone, and so is vector code.
ONE(square_root, __builtin_elementwise_sqrt(x))
ONE(is_missing, there(x) ? 0.0 : 1.0)
ONE(is_true, (there(x) & (x != 0)) ? 1.0 : 0.0)
ONE(settle, settled(x))

#define SELECT(first, second, end)                                                         \
  for (size_t i = 0; i < n; i++) {                                                         \
    double c = condition[i], chosen = c != 0 ? (first) : (second);                         \
    out[i] = there(c) end(chosen) ? chosen : MISSING;                                      \
  }

#define SELECTING(name, end)                                                               \
  EVERY_WIDTH void lanes_##name(                                                           \
      const double *condition, const double *yes, double fixed_yes, const double *no, double fixed_no,       \
      double *restrict out, size_t n) {                                                    \
    if (yes && no) {                                                                       \
      SELECT(yes[i], no[i], end)                                                           \
    } else if (yes) {                                                                      \
      SELECT(yes[i], fixed_no, end)                                                        \
    } else if (no) {                                                                       \
      SELECT(fixed_yes, no[i], end)                                                        \
    } else {                                                                               \
      SELECT(fixed_yes, fixed_no, end)                                                     \
    }                                                                                      \
  }

#define AS_IT_IS(x)
#define IF_THERE(x) & there(x)
SELECTING(select, AS_IT_IS)
SELECTING(select_and_settle, IF_THERE)

EVERY_WIDTH static void lookup_any(
    const double *values, double first, int32_t count, const double *key, double *restrict out, size_t n) {
  double limit = (double)count;
  for (size_t i = 0; i < n; i++) {
    double offset = key[i] - first;
    double inside = ((offset >= 0) & (offset < limit)) ? offset : limit;
    int32_t place = (int32_t)inside;
    double value = values[place];
    out[i] = (double)place == offset ? value : MISSING;
  }
}

#if defined(__x86_64__)
#include <immintrin.h>

// Adding 2^52 to a whole number from 0 leaves it in the last bits of the sum; what is negative, large or missing leaves
// more there than any table holds.
#define WHOLE 0x1p52

// A table of at most 32 values lies in four registers; picking from registers is several times faster than
// gathering from memory.
#define LOOKUP_SMALL(name, picked)                                                         \
  __attribute__((target("avx512f"))) static void name(                                     \
      const double *values, double first, int32_t count, const double *key, double *restrict out, size_t n) { \
    double table[32];                                                                      \
    for (int i = 0; i < 32; i++) table[i] = i < count ? values[i] : MISSING;               \
    __m512d a = _mm512_loadu_pd(table), b = _mm512_loadu_pd(table + 8);                    \
    __m512d c = _mm512_loadu_pd(table + 16), d = _mm512_loadu_pd(table + 24);              \
    __m512d start = _mm512_set1_pd(first), whole = _mm512_set1_pd(WHOLE), missing = _mm512_set1_pd(MISSING); \
    __m512i limit = _mm512_set1_epi64(count);                                              \
    (void)c, (void)d;                                                                      \
    for (size_t i = 0; i < n; i += 8) {                                                    \
      __mmask8 here = n - i >= 8 ? 0xff : (__mmask8)((1u << (n - i)) - 1);                 \
      __m512d offset = _mm512_sub_pd(_mm512_maskz_loadu_pd(here, key + i), start);         \
      __m512d sum = _mm512_add_pd(offset, whole);                                          \
      __m512i index = _mm512_sub_epi64(_mm512_castpd_si512(sum), _mm512_castpd_si512(whole)); \
      __mmask8 known = _mm512_cmplt_epu64_mask(index, limit);                              \
      known = _mm512_mask_cmp_pd_mask(known, _mm512_sub_pd(sum, whole), offset, _CMP_EQ_OQ); \
      __m512d value = picked;                                                              \
      _mm512_mask_storeu_pd(out + i, here, _mm512_mask_blend_pd(known, missing, value));   \
    }                                                                                      \
  }

LOOKUP_SMALL(lookup_of_16, _mm512_permutex2var_pd(a, index, b))
LOOKUP_SMALL(
    lookup_of_32, _mm512_mask_blend_pd(
        _mm512_test_epi64_mask(index, _mm512_set1_epi64(16)), _mm512_permutex2var_pd(a, index, b),
        _mm512_permutex2var_pd(c, index, d)))
#endif

void lanes_lookup(
    const double *values, double first, int32_t count, const double *key, double *out, size_t n) {
#if defined(__x86_64__)
  if (count <= 32 && __builtin_cpu_supports("avx512f")) {
    (count <= 16 ? lookup_of_16 : lookup_of_32)(values, first, count, key, out, n);
    return;
  }
#endif
  lookup_any(values, first, count, key, out, n);
}

EVERY_WIDTH void lanes_add_key(
    double first, double count, double stride, const double *key, double *restrict place, size_t n) {
  for (size_t i = 0; i < n; i++) {
    double offset = key[i] - first;
    // Adding and taking away 2^52 rounds to a whole number.
    int known = (offset >= 0) & (offset < count) & ((offset + 0x1p52) - 0x1p52 == offset);
    place[i] = known ? place[i] + offset * stride : MISSING;
  }
}

EVERY_WIDTH void lanes_take(const double *values, int32_t count, double *restrict place, size_t n) {
  for (size_t i = 0; i < n; i++) {
    int32_t index = there(place[i]) ? (int32_t)place[i] : count;
    place[i] = values[index];
  }
}

EVERY_WIDTH void lanes_step(
    const double *from, const double *to, const double *values, int32_t count, const double *x,
    double *restrict out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = 0;
  for (int32_t step = 0; step < count; step++) {
    double start = from[step];
    for (size_t i = 0; i < n; i++) out[i] += x[i] >= start ? 1.0 : 0.0;
  }
  for (size_t i = 0; i < n; i++) {
    int32_t begun = (int32_t)out[i], place = begun > 0 ? begun - 1 : 0;
    int inside = (begun > 0) & there(x[i]) & (x[i] < to[place]);
    double value = values[place];
    out[i] = inside ? value : MISSING;
  }
}

EVERY_WIDTH void lanes_step_in_runs(
    const double *from, const double *to, const double *values, const int32_t *starts, const double *x,
    double *restrict run, size_t n) {
  for (size_t i = 0; i < n; i++) {
    double result = MISSING;
    if (there(run[i]) && there(x[i])) {
      int32_t first = starts[(int32_t)run[i]], size = starts[(int32_t)run[i] + 1] - first, low = first;
      while (size > 8) {
        int32_t half = size / 2;
        low += from[low + half] <= x[i] ? half : 0;
        size -= half;
      }
      int32_t place = low - 1;
      for (int32_t step = low; step < low + size; step++) place += from[step] <= x[i] ? 1 : 0;
      if (place >= first && x[i] < to[place]) result = values[place];
    }
    run[i] = result;
  }
}

INSIDE int multiplies(double power) {
  return (power == 0.5) | (power == 1) | (power == 2) | (power == 3) | (power == 4);
}

INSIDE double product(double x, double power, double otherwise) {
  double square = x * x;
  double result = power == 1 ? x : otherwise;
  result = power == 2 ? square : result;
  result = power == 3 ? square * x : result;
  result = power == 4 ? square * square : result;
  return power == 0.5 ? __builtin_elementwise_sqrt(x) : result;
}

EVERY_WIDTH void lanes_settle_power(const double *a, const double *b, double *restrict out, size_t n) {
  int64_t products = 0;
  for (size_t i = 0; i < n; i++) {
    out[i] = both(a[i], b[i], out[i]);
    products += multiplies(b[i]);
  }
  if (products == 0) return;
  for (size_t i = 0; i < n; i++) out[i] = both(a[i], b[i], product(a[i], b[i], out[i]));
}

EVERY_WIDTH void lanes_widen(const float *cells, float marker, double *restrict out, size_t n) {
  for (size_t i = 0; i < n; i++) {
    float cell = cells[i];
    // cell - cell is 0 for a finite cell and NaN otherwise.
    double value = (double)cell + (double)(cell - cell);
    out[i] = cell == marker ? MISSING : value;
  }
}

EVERY_WIDTH void lanes_widen_bytes(const uint8_t *cells, int32_t marker, double *restrict out, size_t n) {
  for (size_t i = 0; i < n; i++) {
    int32_t cell = cells[i];
    double value = (double)cell;
    out[i] = cell == marker ? MISSING : value;
  }
}

typedef double eight __attribute__((vector_size(64)));
typedef int64_t eight_whole __attribute__((vector_size(64)));
typedef uint32_t eight_zones __attribute__((vector_size(32)));

// The sum of a run and how many of its values are missing.
INSIDE double run_sum(const double *values, size_t start, size_t end, int64_t *missing) {
  double sum = 0;
  int64_t unknown = 0;
  size_t i = start;
  if (end - start >= 16) {
    eight lanes = {0};
    eight_whole counts = {0};
    for (; i + 8 <= end; i += 8) {
      eight value;
      __builtin_memcpy(&value, values + i, sizeof value);
      // All bits set where the value is known.
      eight_whole known = value == value;
      lanes += (eight)((eight_whole)value & known);
      counts -= ~known;
    }
    for (int lane = 0; lane < 8; lane++) unknown += counts[lane];
    sum = lanes[0];
    for (int lane = 1; lane < 8; lane++) sum += lanes[lane];
  }
  for (; i < end; i++) {
    if (values[i] == values[i]) sum += values[i];
    else unknown++;
  }
  *missing = unknown;
  return sum;
}

#define ABREAST 4

// The same for several quantities abreast, so that they do not wait for each other's additions.
INSIDE void run_sums(
    const double *const *values, size_t start, size_t end, double *sums, int64_t *missing) {
  eight lanes[ABREAST] = {{0}};
  eight_whole counts[ABREAST] = {{0}};
  size_t i = start;
  for (; i + 8 <= end; i += 8) {
    for (int q = 0; q < ABREAST; q++) {
      eight value;
      __builtin_memcpy(&value, values[q] + i, sizeof value);
      eight_whole known = value == value;
      lanes[q] += (eight)((eight_whole)value & known);
      counts[q] -= ~known;
    }
  }
  for (int q = 0; q < ABREAST; q++) {
    double sum = lanes[q][0];
    int64_t unknown = counts[q][0];
    for (int lane = 1; lane < 8; lane++) {
      sum += lanes[q][lane];
      unknown += counts[q][lane];
    }
    for (size_t rest = i; rest < end; rest++) {
      if (values[q][rest] == values[q][rest]) sum += values[q][rest];
      else unknown++;
    }
    sums[q] = sum;
    missing[q] = unknown;
  }
}

INSIDE void keep(double *work, size_t q, double sum, int64_t missing, double area) {
  work[2 * q] = sum * area;
  work[2 * q + 1] = (double)missing * area;
}

EVERY_WIDTH void lanes_add_run(
    const double *const *quantities, const int32_t *same, size_t count, size_t start, size_t end, double area,
    double *row, double *work) {
  const double *waiting[ABREAST];
  size_t numbers[ABREAST], filled = 0;
  for (size_t q = 0; q < count; q++) {
    if (same[q] >= 0) continue;
    if (end - start < 16) {
      int64_t missing;
      double sum = run_sum(quantities[q], start, end, &missing);
      keep(work, q, sum, missing, area);
      continue;
    }
    waiting[filled] = quantities[q];
    numbers[filled++] = q;
    if (filled < ABREAST) continue;
    double sums[ABREAST];
    int64_t missing[ABREAST];
    run_sums(waiting, start, end, sums, missing);
    for (int w = 0; w < ABREAST; w++) keep(work, numbers[w], sums[w], missing[w], area);
    filled = 0;
  }
  for (size_t w = 0; w < filled; w++) {
    int64_t missing;
    double sum = run_sum(waiting[w], start, end, &missing);
    keep(work, numbers[w], sum, missing, area);
  }
  for (size_t q = 0; q < count; q++) {
    size_t from = same[q] >= 0 ? (size_t)same[q] : q;
    row[2 * q] += work[2 * from];
    row[2 * q + 1] += work[2 * from + 1];
  }
}

size_t lanes_runs(const uint32_t *zones, const double *ecosystems, size_t n, int32_t *starts) {
  if (n == 0) return 0;
  size_t found = 1;
  starts[0] = 0;
  for (size_t i = 1; i < n; i++) {
    double now = ecosystems[i], before = ecosystems[i - 1];
    int both_unknown = (now != now) & (before != before);
    starts[found] = (int32_t)i;
    found += (zones[i] != zones[i - 1]) | ((now != before) & !both_unknown);
  }
  return found;
}

EVERY_WIDTH size_t lanes_missing(
    const double *values, const uint32_t *zones, const double *ecosystems, size_t n, uint8_t *restrict marks) {
  size_t found = 0;
  for (size_t i = 0; i < n; i++) {
    uint8_t mark = (values[i] != values[i]) & (zones[i] != 0) & (ecosystems[i] == ecosystems[i]);
    marks[i] = mark;
    found += mark;
  }
  return found;
}

#define CHOSEN(mask, yes, no) ((eight)(((eight_whole)(yes) & (mask)) | ((eight_whole)(no) & ~(mask))))

INSIDE void look_at(const double *values, const uint32_t *zones, double low, double high, eight *sums, eight *least,
                    eight *most, eight_whole counts[4]) {
  eight value;
  eight_zones zone;
  __builtin_memcpy(&value, values, sizeof value);
  __builtin_memcpy(&zone, zones, sizeof zone);
  eight_whole inside = __builtin_convertvector(zone != 0, eight_whole);
  eight_whole known = inside & (value == value);
  *sums += (eight)((eight_whole)value & known);
  eight_whole less = known & (value < *least), more = known & (value > *most);
  *least = CHOSEN(less, value, *least);
  *most = CHOSEN(more, value, *most);
  counts[0] -= known;
  counts[1] -= inside & ~known;
  counts[2] -= known & (value < low);
  counts[3] -= known & (value > high);
}

EVERY_WIDTH void lanes_look(
    const double *values, const uint32_t *zones, size_t n, double low, double high, struct lanes_seen *seen) {
  eight sums = {0}, least = {0}, most = {0};
  eight_whole counts[4] = {{0}};
  least += __builtin_inf();
  most -= __builtin_inf();
  size_t i = 0;
  for (; i + 8 <= n; i += 8) look_at(values + i, zones + i, low, high, &sums, &least, &most, counts);
  if (i < n) {
    // The rest, with lanes behind the end that lie outside.
    double rest[8] = {0};
    uint32_t rest_zones[8] = {0};
    for (size_t lane = 0; i + lane < n; lane++) {
      rest[lane] = values[i + lane];
      rest_zones[lane] = zones[i + lane];
    }
    look_at(rest, rest_zones, low, high, &sums, &least, &most, counts);
  }
  *seen = (struct lanes_seen){.least = __builtin_inf(), .most = -__builtin_inf()};
  for (int lane = 0; lane < 8; lane++) {
    seen->sum += sums[lane];
    seen->least = least[lane] < seen->least ? least[lane] : seen->least;
    seen->most = most[lane] > seen->most ? most[lane] : seen->most;
    seen->known += counts[0][lane];
    seen->missing += counts[1][lane];
    seen->below += counts[2][lane];
    seen->above += counts[3][lane];
  }
}
