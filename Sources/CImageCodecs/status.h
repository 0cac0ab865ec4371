/* How the codecs write their status. */
#ifndef CODEC_STATUS_H
#define CODEC_STATUS_H

#include "CImageCodecs.h"

/* Makes a status; the message is cut to its room. */
codec_status codec_status_make(codec_outcome outcome, const char *message);

#endif
