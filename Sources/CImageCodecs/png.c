/*
 * libpng behind a fence, as jpeg.c has it. Alpha is dropped rather than blended, and a palette index past the palette
 * is black, both as Pillow has it.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "status.h"

/* A chunk of the picture itself is streamed; all others that are read are a few hundred bytes. */
#define LARGEST_CHUNK_IN_MEMORY (1 << 20)

typedef struct session {
    jmp_buf jump;
    codec_status status;
    codec_input input;
    codec_output output;
    size_t room;
} session;

static void fail(png_structp png, png_const_charp message) {
    session *session = png_get_error_ptr(png);
    int cut = strcmp(message, "Not enough image data") == 0 || strcmp(message, "the file ends early") == 0;
    session->status = codec_status_make(cut ? codec_outcome_truncated : codec_outcome_corrupt, message);
    longjmp(session->jump, 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void take(png_structp png, png_bytep bytes, size_t count) {
    codec_input *input = png_get_io_ptr(png);
    if (count > input->count) png_error(png, "the file ends early");
    memcpy(bytes, input->bytes, count);
    input->bytes += count;
    input->count -= count;
}

/* Gray, colour and 16-bit rows are turned to RGB by the library. */
static void ask_for_rgb(png_structp png, png_infop info) {
    png_byte depth = png_get_bit_depth(png, info);
    int is_gray = (png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR) == 0;
    if (depth == 16) png_set_strip_16(png);
    if (is_gray && depth < 8) png_set_expand_gray_1_2_4_to_8(png);
    png_set_strip_alpha(png);
    if (is_gray) png_set_gray_to_rgb(png);
}

/* Rows hold their indices in the first third: from the last pixel back, none is overwritten before it is read. */
static void look_up_colors(png_structp png, png_infop info, codec_picture picture) {
    png_color colors[256] = {{0, 0, 0}};
    png_colorp palette = NULL;
    int count = 0;
    if (png_get_PLTE(png, info, &palette, &count) && count <= 256)
        memcpy(colors, palette, (size_t)count * sizeof *palette);
    for (uint32_t y = 0; y < picture.height; y++) {
        uint8_t *row = picture.rgb + (size_t)y * picture.width * 3;
        for (size_t x = picture.width; x-- > 0;) {
            png_color color = colors[row[x]];
            row[x * 3] = color.red;
            row[x * 3 + 1] = color.green;
            row[x * 3 + 2] = color.blue;
        }
    }
}

static void limit(png_structp png) {
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* the caller has checked the size */
    png_set_chunk_malloc_max(png, LARGEST_CHUNK_IN_MEMORY);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1); /* neither profiles nor texts are inflated */
    png_set_benign_errors(png, 1);
}

static void decode(png_structp png, png_infop info, codec_picture picture) {
    limit(png);
    png_read_info(png, info);
    if (png_get_image_width(png, info) != picture.width || png_get_image_height(png, info) != picture.height)
        png_error(png, "two headers of different size");
    /* A picture whose zlib stream is sound passes with a wrong CRC, as it does in Pillow. */
    png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
    int has_palette = png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE;
    if (has_palette)
        png_set_packing(png);
    else
        ask_for_rgb(png, info);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    size_t stride = (size_t)picture.width * 3;
    if (png_get_rowbytes(png, info) != (has_palette ? picture.width : stride))
        png_error(png, "rows of unexpected size");
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < picture.height; y++) png_read_row(png, picture.rgb + y * stride, NULL);
    if (has_palette) look_up_colors(png, info, picture);
}

static void decode_fenced(png_structp png, png_infop info, session *session, codec_picture picture) {
    if (setjmp(session->jump) != 0) return;
    png_set_read_fn(png, &session->input, take);
    decode(png, info, picture);
}

codec_status codec_png_decode(codec_input input, codec_picture picture) {
    session session = {.status = codec_status_make(codec_outcome_done, ""), .input = input};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &session, fail, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info)
        decode_fenced(png, info, &session, picture);
    else
        session.status = codec_status_make(codec_outcome_exhausted, "no memory for libpng");
    png_destroy_read_struct(&png, &info, NULL);
    return session.status;
}

static void give(png_structp png, png_bytep bytes, size_t count) {
    session *session = png_get_io_ptr(png);
    codec_output *output = &session->output;
    if (count > session->room - output->count) {
        size_t room = (output->count + count) * 2;
        uint8_t *larger = realloc(output->bytes, room);
        if (!larger) png_error(png, "no memory for the encoded picture");
        output->bytes = larger;
        session->room = room;
    }
    memcpy(output->bytes + output->count, bytes, count);
    output->count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static void encode_fenced(png_structp png, png_infop info, session *session, codec_picture picture) {
    if (setjmp(session->jump) != 0) return;
    png_set_write_fn(png, session, give, flush_nothing);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_IHDR(
        png, info, picture.width, picture.height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (uint32_t y = 0; y < picture.height; y++)
        png_write_row(png, picture.rgb + (size_t)y * picture.width * 3);
    png_write_end(png, NULL);
}

codec_status codec_png_encode(codec_picture picture, codec_output *output) {
    session session = {.status = codec_status_make(codec_outcome_done, "")};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &session, fail, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info)
        encode_fenced(png, info, &session, picture);
    else
        session.status = codec_status_make(codec_outcome_exhausted, "no memory for libpng");
    png_destroy_write_struct(&png, &info);
    *output = session.output;
    return session.status;
}
