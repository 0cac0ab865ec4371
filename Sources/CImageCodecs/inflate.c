/* zlib, bounded by the room that the caller gives. */
#include <zlib.h>

#include "status.h"

codec_status codec_inflate(codec_input input, codec_output *output) {
    z_stream stream = {
        .next_in = (Bytef *)input.bytes, /* zlib only reads it */
        .avail_in = (uInt)input.count,
        .next_out = output->bytes,
        .avail_out = (uInt)output->count,
    };
    if (inflateInit(&stream) != Z_OK) return codec_status_make(codec_outcome_exhausted, "no memory for zlib");
    int result = inflate(&stream, Z_FINISH);
    output->count = stream.total_out;
    inflateEnd(&stream);
    if (result == Z_STREAM_END) return codec_status_make(codec_outcome_done, "");
    return codec_status_make(
        result == Z_BUF_ERROR ? codec_outcome_truncated : codec_outcome_corrupt, "an incomplete zlib stream");
}
