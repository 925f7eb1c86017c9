#include "fields.h"

#include <string.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_WIDTH
#endif

#define INSIDE static inline __attribute__((always_inline))

// Sixteen lines go abreast, each in a lane of its own: what one lane does is the same at every width of vectors.
#define ABREAST 16
typedef float lanes __attribute__((vector_size(4 * ABREAST)));
typedef struct {
  lanes real, imaginary;
} point;

INSIDE point plus(point a, point b) { return (point){a.real + b.real, a.imaginary + b.imaginary}; }
INSIDE point minus(point a, point b) { return (point){a.real - b.real, a.imaginary - b.imaginary}; }
INSIDE point times(point a, float b) { return (point){a.real * b, a.imaginary * b}; }
// a - i b and a + i b.
INSIDE point clockwise(point a, point b) { return (point){a.real + b.imaginary, a.imaginary - b.real}; }
INSIDE point counter(point a, point b) { return (point){a.real - b.imaginary, a.imaginary + b.real}; }

INSIDE point turned(point a, float cosine, float sine) {
  return (point){a.real * cosine - a.imaginary * sine, a.real * sine + a.imaginary * cosine};
}

INSIDE void transform_2(point *a) {
  point b = a[1];
  a[1] = minus(a[0], b);
  a[0] = plus(a[0], b);
}

INSIDE void transform_3(point *a) {
  point sum = plus(a[1], a[2]), across = times(minus(a[1], a[2]), 0.866025403784438647f);
  point middle = minus(a[0], times(sum, 0.5f));
  a[0] = plus(a[0], sum);
  a[1] = clockwise(middle, across);
  a[2] = counter(middle, across);
}

INSIDE void transform_4(point *a) {
  point even = plus(a[0], a[2]), odd = minus(a[0], a[2]), sum = plus(a[1], a[3]), across = minus(a[1], a[3]);
  a[0] = plus(even, sum);
  a[2] = minus(even, sum);
  a[1] = clockwise(odd, across);
  a[3] = counter(odd, across);
}

INSIDE void transform_5(point *a) {
  const float cosine_1 = 0.309016994374947424f, cosine_2 = -0.809016994374947424f;
  const float sine_1 = 0.951056516295153572f, sine_2 = 0.587785252292473129f;
  point near = plus(a[1], a[4]), far = plus(a[2], a[3]), left = minus(a[1], a[4]), right = minus(a[2], a[3]);
  point middle_1 = plus(a[0], plus(times(near, cosine_1), times(far, cosine_2)));
  point middle_2 = plus(a[0], plus(times(near, cosine_2), times(far, cosine_1)));
  point across_1 = plus(times(left, sine_1), times(right, sine_2));
  point across_2 = minus(times(left, sine_2), times(right, sine_1));
  a[0] = plus(a[0], plus(near, far));
  a[1] = clockwise(middle_1, across_1);
  a[4] = counter(middle_1, across_1);
  a[2] = clockwise(middle_2, across_2);
  a[3] = counter(middle_2, across_2);
}

// One pass of Stockham's transform, which leaves its result in order: `done` is the product of the factors before.
INSIDE void pass(
    int factor, size_t length, size_t done, const float *turns, const point *restrict from, point *restrict to) {
  size_t parts = length / done / factor;
  for (size_t part = 0; part < parts; part++) {
    for (size_t place = 0; place < done; place++) {
      point a[5];
      for (int k = 0; k < factor; k++) a[k] = from[place + done * (part + parts * k)];
      if (factor == 2) transform_2(a);
      if (factor == 3) transform_3(a);
      if (factor == 4) transform_4(a);
      if (factor == 5) transform_5(a);
      point *target = to + place + done * factor * part;
      target[0] = a[0];
      for (int k = 1; k < factor; k++) {
        const float *turn = turns + 2 * (part * k * done);
        target[done * k] = turned(a[k], turn[0], turn[1]);
      }
    }
  }
}

// Returns which of the two holds the result.
INSIDE point *transform(const struct fourier_length *length, point *from, point *to) {
  size_t done = 1;
  for (size_t i = 0; i < length->count; i++) {
    int factor = length->factors[i];
    if (factor == 2) pass(2, length->length, done, length->turns, from, to);
    if (factor == 3) pass(3, length->length, done, length->turns, from, to);
    if (factor == 4) pass(4, length->length, done, length->turns, from, to);
    if (factor == 5) pass(5, length->length, done, length->turns, from, to);
    done *= factor;
    point *other = from;
    from = to;
    to = other;
  }
  return from;
}

size_t fourier_work(size_t length) { return 2 * length * (sizeof(point) / sizeof(float)); }

INSIDE void take(
    point *points, size_t length, const float *real, const float *imaginary, size_t lines, size_t apart,
    size_t step) {
  for (size_t p = 0; p < length; p++) {
    point taken = {{0}, {0}};
    if (apart == 1 && lines == ABREAST) {
      memcpy(&taken.real, real + p * step, sizeof taken.real);
      memcpy(&taken.imaginary, imaginary + p * step, sizeof taken.imaginary);
    } else {
      for (size_t line = 0; line < lines; line++) {
        taken.real[line] = real[line * apart + p * step];
        taken.imaginary[line] = imaginary[line * apart + p * step];
      }
    }
    points[p] = taken;
  }
}

INSIDE void put(
    const point *points, size_t length, float *real, float *imaginary, size_t lines, size_t apart, size_t step) {
  for (size_t p = 0; p < length; p++) {
    if (apart == 1 && lines == ABREAST) {
      memcpy(real + p * step, &points[p].real, sizeof points[p].real);
      memcpy(imaginary + p * step, &points[p].imaginary, sizeof points[p].imaginary);
    } else {
      for (size_t line = 0; line < lines; line++) {
        real[line * apart + p * step] = points[p].real[line];
        imaginary[line * apart + p * step] = points[p].imaginary[line];
      }
    }
  }
}

EVERY_WIDTH void fourier_lines(
    const struct fourier_length *length, float *real, float *imaginary, size_t lines, size_t apart, size_t step,
    float *work) {
  point *points = (point *)work;
  for (size_t first = 0; first < lines; first += ABREAST) {
    size_t count = lines - first < ABREAST ? lines - first : ABREAST, start = first * apart;
    take(points, length->length, real + start, imaginary + start, count, apart, step);
    point *result = transform(length, points, points + length->length);
    put(result, length->length, real + start, imaginary + start, count, apart, step);
  }
}

EVERY_WIDTH void fourier_columns_through(
    const struct fourier_length *length, float *real, float *imaginary, const float *factors, size_t columns,
    size_t pitch, float *work) {
  point *points = (point *)work;
  for (size_t first = 0; first < columns; first += ABREAST) {
    size_t count = columns - first < ABREAST ? columns - first : ABREAST;
    take(points, length->length, real + first, imaginary + first, count, 1, pitch);
    point *forth = transform(length, points, points + length->length);
    point *other = forth == points ? points + length->length : points;
    for (size_t p = 0; p < length->length; p++) {
      lanes factor = {0};
      for (size_t line = 0; line < count; line++) factor[line] = factors[p * pitch + first + line];
      // Exchanged, for the way back.
      forth[p] = (point){forth[p].imaginary * factor, forth[p].real * factor};
    }
    point *back = transform(length, forth, other);
    put(back, length->length, imaginary + first, real + first, count, 1, pitch);
  }
}
