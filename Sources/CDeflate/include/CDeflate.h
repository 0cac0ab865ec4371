// libdeflate behind a few functions of plain types: whole buffers in, whole buffers out.
#ifndef APUS_DEFLATE_H
#define APUS_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

/// How a compressed stream is wrapped.
typedef enum apus_deflate_form {
    APUS_DEFLATE_RAW,  ///< RFC 1951, as in zip archives
    APUS_DEFLATE_GZIP, ///< RFC 1952, as in image layers
} apus_deflate_form;

/// The largest size that `size` bytes can have compressed.
size_t apus_deflate_bound(apus_deflate_form form, int level, size_t size);

/// Compresses; the result's size, or 0 where memory or room ran out.
size_t apus_deflate(apus_deflate_form form, int level, const void *bytes, size_t size, void *room, size_t room_size);

/// How reading a compressed stream ended.
typedef enum apus_inflate_ending {
    APUS_INFLATE_DONE,
    APUS_INFLATE_CORRUPT,
    APUS_INFLATE_NO_ROOM, ///< the stream holds more than there is room for
    APUS_INFLATE_NO_MEMORY,
} apus_inflate_ending;

/// Reads one stream; `consumed` and `written` are set where it is done. Bytes behind the stream are not looked at.
apus_inflate_ending apus_inflate(
    apus_deflate_form form, const void *bytes, size_t size, void *room, size_t room_size, size_t *consumed,
    size_t *written);

/// The CRC-32 of zip and gzip, continued from `crc`, which is 0 at first.
uint32_t apus_crc32(uint32_t crc, const void *bytes, size_t size);

#endif
