#include <udunits2.h>

// Swift cannot pass the library's own handler, whose argument list is variable, as a function pointer.
static inline void silence_unit_messages(void) { ut_set_error_message_handler(ut_ignore); }
