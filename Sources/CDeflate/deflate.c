#include "CDeflate.h"

#include <libdeflate.h>

size_t apus_deflate_bound(apus_deflate_form form, int level, size_t size) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    if (!compressor) {
        return 0;
    }
    size_t bound = form == APUS_DEFLATE_GZIP ? libdeflate_gzip_compress_bound(compressor, size)
                                             : libdeflate_deflate_compress_bound(compressor, size);
    libdeflate_free_compressor(compressor);
    return bound;
}

size_t apus_deflate(apus_deflate_form form, int level, const void *bytes, size_t size, void *room, size_t room_size) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    if (!compressor) {
        return 0;
    }
    size_t written = form == APUS_DEFLATE_GZIP
                         ? libdeflate_gzip_compress(compressor, bytes, size, room, room_size)
                         : libdeflate_deflate_compress(compressor, bytes, size, room, room_size);
    libdeflate_free_compressor(compressor);
    return written;
}

apus_inflate_ending apus_inflate(
    apus_deflate_form form, const void *bytes, size_t size, void *room, size_t room_size, size_t *consumed,
    size_t *written) {
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor) {
        return APUS_INFLATE_NO_MEMORY;
    }
    enum libdeflate_result result =
        form == APUS_DEFLATE_GZIP
            ? libdeflate_gzip_decompress_ex(decompressor, bytes, size, room, room_size, consumed, written)
            : libdeflate_deflate_decompress_ex(decompressor, bytes, size, room, room_size, consumed, written);
    libdeflate_free_decompressor(decompressor);
    switch (result) {
    case LIBDEFLATE_SUCCESS: return APUS_INFLATE_DONE;
    case LIBDEFLATE_INSUFFICIENT_SPACE: return APUS_INFLATE_NO_ROOM;
    default: return APUS_INFLATE_CORRUPT;
    }
}

uint32_t apus_crc32(uint32_t crc, const void *bytes, size_t size) { return libdeflate_crc32(crc, bytes, size); }
