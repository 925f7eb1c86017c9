#ifndef SHANSHUI_ELEMENTARY_H
#define SHANSHUI_ELEMENTARY_H

#include <stddef.h>

#include "lanes.h"

// Elementary functions over blocks of doubles, with the same bits on every processor.
//
// They come from SLEEF's bit-identical variants (`Sleef_cinz_…_u10…`, at most 1.0 ULP): no fused
// multiply-add, and no result depends on its neighbours in the vector or on the vector's width. The width
// is chosen at run time. A NaN is always the same NaN. `out` may be one of the inputs; otherwise the arrays
// must not overlap.
//
// The square root is not here: IEEE 754 already demands the same bits everywhere.

void elementary_exp(const double *x, double *out, size_t n);
void elementary_ln(const double *x, double *out, size_t n);
void elementary_log10(const double *x, double *out, size_t n);
void elementary_sin(const double *x, double *out, size_t n);
void elementary_cos(const double *x, double *out, size_t n);
void elementary_tan(const double *x, double *out, size_t n);
void elementary_atan(const double *x, double *out, size_t n);

/// a to the power b.
void elementary_pow(const double *a, const double *b, double *out, size_t n);
/// The angle of the point (b, a), as atan2(y: a, x: b).
void elementary_atan2(const double *a, const double *b, double *out, size_t n);

/// The widest vector this processor offers: 8, 4, 2 or 1 doubles.
int elementary_lanes(void);

// The same functions with the width chosen by the caller, so that a test can compare the widths.
// `lanes` must not exceed `elementary_lanes()`; a width that does not exist runs as 1.

void elementary_exp_by(int lanes, const double *x, double *out, size_t n);
void elementary_ln_by(int lanes, const double *x, double *out, size_t n);
void elementary_log10_by(int lanes, const double *x, double *out, size_t n);
void elementary_sin_by(int lanes, const double *x, double *out, size_t n);
void elementary_cos_by(int lanes, const double *x, double *out, size_t n);
void elementary_tan_by(int lanes, const double *x, double *out, size_t n);
void elementary_atan_by(int lanes, const double *x, double *out, size_t n);
void elementary_pow_by(int lanes, const double *a, const double *b, double *out, size_t n);
void elementary_atan2_by(int lanes, const double *a, const double *b, double *out, size_t n);

#endif
