#include "CImageCodecs.h"

#include <png.h>
#include <stdio.h>
#include <jpeglib.h>
#include <webp/decode.h>
#include <zlib.h>

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

const char *codec_jpeg_version(void) { return TEXT(LIBJPEG_TURBO_VERSION); }

const char *codec_png_version(void) { return png_get_libpng_ver(NULL); }

const char *codec_webp_version(void) {
    static char text[24];
    int version = WebPGetDecoderVersion();
    snprintf(text, sizeof text, "%d.%d.%d", version >> 16, version >> 8 & 255, version & 255);
    return text;
}

const char *codec_zlib_version(void) { return zlibVersion(); }
