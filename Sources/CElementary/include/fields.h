#ifndef SHANSHUI_FIELDS_H
#define SHANSHUI_FIELDS_H

#include <stddef.h>
#include <stdint.h>

// Work on cells and their neighbours, compiled for several generations of processors as lanes.h is, with the same
// bits on each.

/// Asks memory for what lies there, before it is read.
static inline void lanes_foresee(const void *place) { __builtin_prefetch(place); }

/// Divides the water of a run of cells among their lower neighbours, in fifteenths by the fall: four bits for each way
/// clockwise from the east, the east lowest; all bits where a cell has no height, none where nothing is lower.
///
/// Rows of heights are `pitch` cells apart; slownesses are one over the metres of each way.
void lanes_divided_flow(
    const float *heights, ptrdiff_t pitch, const double *slownesses, uint32_t *shares, size_t n);

/// Adds up pieces of rows around each of n cells: for each piece the difference of what stands `ends` and `begins`
/// cells after the cell, in sums and in counts from the rows' beginnings.
void lanes_disc(
    const double *sums, const int32_t *counts, const ptrdiff_t *begins, const ptrdiff_t *ends, size_t pieces,
    double *line, int32_t *known, size_t n);

/// A length of Fourier transforms: its factors among 2, 3, 4 and 5, and for k from 0 the cosine and the sine of
/// -2 pi k/length.
struct fourier_length {
  size_t length;
  const uint8_t *factors;
  size_t count;
  const float *turns;
};

/// Floats that a transform works in, at a place divisible by 64.
size_t fourier_work(size_t length);

/// Transforms lines in place. Points of a line are `step` apart, lines `apart`, of which one is 1; with real and
/// imaginary parts exchanged it is the way back, without division by the length.
void fourier_lines(
    const struct fourier_length *length, float *real, float *imaginary, size_t lines, size_t apart, size_t step,
    float *work);

/// Transforms columns of a field with rows `pitch` apart, multiplies by a field of factors that lies alike, and
/// transforms back.
void fourier_columns_through(
    const struct fourier_length *length, float *real, float *imaginary, const float *factors, size_t columns,
    size_t pitch, float *work);

#endif
