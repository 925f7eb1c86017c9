#include <kissfft/kiss_fft.h>

// The library frees a plan by a macro, which Swift does not see.
static inline void release_transform(kiss_fft_cfg plan) { kiss_fft_free(plan); }
