#include <kissfft/kiss_fftnd.h>

// The library frees a plan by a macro, which Swift does not see.
static inline void release_transform(kiss_fftnd_cfg plan) { kiss_fft_free(plan); }
