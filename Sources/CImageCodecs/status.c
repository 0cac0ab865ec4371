#include "status.h"

#include <stdlib.h>
#include <string.h>

codec_status codec_status_make(codec_outcome outcome, const char *message) {
    codec_status status = {.outcome = outcome};
    strncpy(status.message, message, sizeof status.message - 1);
    return status;
}

void codec_output_free(codec_output output) { free(output.bytes); }
