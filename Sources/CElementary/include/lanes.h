#ifndef SHANSHUI_LANES_H
#define SHANSHUI_LANES_H

#include <stddef.h>
#include <stdint.h>

#include "fields.h"

// Plain arithmetic, comparisons, table look-ups and sums over blocks of doubles.
//
// They are here, not in Swift, for one reason: each loop is compiled for several generations of processors, and
// the widest that the machine understands is chosen at run time. Every operation is done lane by lane as IEEE 754
// says, no multiplication is fused with an addition, and the order of sums is fixed: the bits are the same on every
// processor. What is not finite counts as missing; NaN is what comes out for it.

// Two values: a or b may be NULL, then the number beside it stands in every lane.
#define LANES_TWO(name)                                                                    \
  void lanes_##name(                                                                       \
      const double *a, double fixed_a, const double *b, double fixed_b, double *out, size_t n);

LANES_TWO(add)
LANES_TWO(subtract)
LANES_TWO(multiply)
LANES_TWO(divide)
LANES_TWO(add_and_settle)
LANES_TWO(subtract_and_settle)
LANES_TWO(multiply_and_settle)
LANES_TWO(divide_and_settle)
LANES_TWO(minimum)
LANES_TWO(maximum)
LANES_TWO(less)
LANES_TWO(at_most)
LANES_TWO(equal)
LANES_TWO(unequal)
LANES_TWO(and)
LANES_TWO(or)
LANES_TWO(coalesce)
LANES_TWO(minimum_present)
LANES_TWO(maximum_present)

void lanes_negate(const double *a, double *out, size_t n);
void lanes_not(const double *a, double *out, size_t n);
void lanes_absolute(const double *a, double *out, size_t n);
void lanes_square_root(const double *a, double *out, size_t n);
void lanes_is_missing(const double *a, double *out, size_t n);
void lanes_is_true(const double *a, double *out, size_t n);
void lanes_settle(const double *a, double *out, size_t n);

/// Takes yes where the condition is not 0, else no; a missing condition gives missing.
void lanes_select(
    const double *condition, const double *yes, double fixed_yes, const double *no, double fixed_no, double *out,
    size_t n);

/// The same, with what is not finite made missing.
void lanes_select_and_settle(
    const double *condition, const double *yes, double fixed_yes, const double *no, double fixed_no, double *out,
    size_t n);

/// The value at the place key - first of a table of `count` values, which is followed by one NaN.
void lanes_lookup(
    const double *values, double first, int32_t count, const double *key, double *out, size_t n);

/// Adds to each place what one of several keys contributes, (key - first) × stride; NaN for a key that is not whole or
/// not one of `count`.
void lanes_add_key(double first, double count, double stride, const double *key, double *place, size_t n);

/// Replaces each place by the value there, NaN by what follows the `count` values.
void lanes_take(const double *values, int32_t count, double *place, size_t n);

/// The value of the interval [from, to) that holds x, NaN if none does. The intervals, one at least, do not overlap
/// and are in order.
void lanes_step(
    const double *from, const double *to, const double *values, int32_t count, const double *x, double *out,
    size_t n);

/// The same where the intervals of run r are those from starts[r] to starts[r + 1]. `run` holds each lane's run, NaN
/// for none, and takes the value.
void lanes_step_in_runs(
    const double *from, const double *to, const double *values, const int32_t *starts, const double *x,
    double *run, size_t n);

/// Given a to the power b, puts the products where b is 1, 2, 3 or 4 and the square root where it is 0.5, and NaN
/// where a or b is missing.
void lanes_settle_power(const double *a, const double *b, double *out, size_t n);

/// Widens singles; what equals the marker or is not finite becomes NaN.
void lanes_widen(const float *cells, float marker, double *out, size_t n);

/// Widens bytes; what equals the marker becomes NaN. No byte equals -1.
void lanes_widen_bytes(const uint8_t *cells, int32_t marker, double *out, size_t n);

/// Adds to a row of sums what a run of cells brings: for quantity q the sum of the known values × area to
/// row[2q], and the area of the missing ones to row[2q + 1].
///
/// Eights of values are added in eight lanes, the lanes then one after the other, the rest after them; runs of less
/// than sixteen one after the other. A quantity with same[q] >= 0 is that earlier quantity over again. `work` has
/// room for twice as many doubles as quantities.
void lanes_add_run(
    const double *const *quantities, const int32_t *same, size_t count, size_t start, size_t end, double area,
    double *row, double *work);

/// The places at which zone or ecosystem change, 0 first; returns how many. `starts` has room for n.
size_t lanes_runs(const uint32_t *zones, const double *ecosystems, size_t n, int32_t *starts);

/// Marks cells that lie in a zone, are of a known ecosystem and have no value; returns how many.
size_t lanes_missing(
    const double *values, const uint32_t *zones, const double *ecosystems, size_t n, uint8_t *marks);

// What the values of cells inside zones (a zone number other than 0) look like.
struct lanes_seen {
  int64_t known, missing;
  // Of the known ones, those below and above what a value may be.
  int64_t below, above;
  double sum;
  // Infinite where nothing is known.
  double least, most;
};

void lanes_look(
    const double *values, const uint32_t *zones, size_t n, double low, double high, struct lanes_seen *seen);

#endif
