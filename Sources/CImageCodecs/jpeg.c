/*
 * libjpeg-turbo behind a fence: its error manager leaves by longjmp, and setjmp and every frame between stand here.
 * Transform and upsampling keep the library's defaults (exact integer DCT, smooth chroma), as Pillow's do.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "status.h"

/* Cameras write about ten scans. A progressive file of a few kilobytes can hold thousands, each over all pixels. */
#define MAXIMUM_SCANS 100
#define ROWS_AT_ONCE 16

typedef struct fence {
    struct jpeg_error_mgr manager;
    jmp_buf jump;
    codec_status status;
} fence;

static codec_outcome outcome_of(int message_code) {
    switch (message_code) {
    case JERR_INPUT_EOF:
        return codec_outcome_truncated;
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
        return codec_outcome_exhausted;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_COMPONENT_COUNT:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_EMPTY_IMAGE:
    case JERR_SOF_UNSUPPORTED:
        return codec_outcome_unsupported;
    default:
        return codec_outcome_corrupt;
    }
}

static void leave(j_common_ptr codec) {
    fence *fence = (struct fence *)codec->err;
    char message[JMSG_LENGTH_MAX];
    codec->err->format_message(codec, message);
    fence->status = codec_status_make(outcome_of(codec->err->msg_code), message);
    longjmp(fence->jump, 1);
}

/* Warnings are about damage that the library mends; it goes on, as Pillow does. */
static void ignore_message(j_common_ptr codec, int level) {
    (void)codec;
    (void)level;
}

static struct jpeg_error_mgr *raise(fence *fence) {
    fence->status = codec_status_make(codec_outcome_done, "");
    jpeg_std_error(&fence->manager);
    fence->manager.error_exit = leave;
    fence->manager.emit_message = ignore_message;
    return &fence->manager;
}

static void do_nothing(j_decompress_ptr decoder) { (void)decoder; }

/* The library's own memory source invents an end marker here and so turns a cut file into a half gray picture. */
static boolean refuse_more(j_decompress_ptr decoder) {
    ERREXIT(decoder, JERR_INPUT_EOF);
    return FALSE;
}

static void skip_input(j_decompress_ptr decoder, long count) {
    if (count <= 0) return;
    if ((size_t)count > decoder->src->bytes_in_buffer) refuse_more(decoder);
    decoder->src->next_input_byte += count;
    decoder->src->bytes_in_buffer -= (size_t)count;
}

static void refuse_endless_scans(j_common_ptr codec) {
    if (((j_decompress_ptr)codec)->input_scan_number > MAXIMUM_SCANS) {
        fence *fence = (struct fence *)codec->err;
        fence->status = codec_status_make(codec_outcome_corrupt, "more scans than any camera or encoder writes");
        longjmp(fence->jump, 1);
    }
}

static void read_rgb(j_decompress_ptr decoder, codec_picture picture) {
    size_t stride = (size_t)picture.width * 3;
    while (decoder->output_scanline < decoder->output_height) {
        JSAMPROW rows[ROWS_AT_ONCE];
        JDIMENSION count = decoder->output_height - decoder->output_scanline;
        if (count > ROWS_AT_ONCE) count = ROWS_AT_ONCE;
        for (JDIMENSION row = 0; row < count; row++)
            rows[row] = picture.rgb + (decoder->output_scanline + row) * stride;
        jpeg_read_scanlines(decoder, rows, count);
    }
}

/* (255 - ink) × light / 255, rounded to nearest in integers. */
static uint8_t lit(unsigned ink, unsigned light) {
    unsigned product = (255 - ink) * light + 128;
    return (uint8_t)(light - ((product + (product >> 8)) >> 8));
}

/* Four-component JPEGs hold ink inverted, Adobe's convention: 255 is no ink. */
static void read_inverted_cmyk(j_decompress_ptr decoder, codec_picture picture) {
    JSAMPARRAY row = decoder->mem->alloc_sarray((j_common_ptr)decoder, JPOOL_IMAGE, picture.width * 4, 1);
    uint8_t *pixel = picture.rgb;
    while (decoder->output_scanline < decoder->output_height) {
        jpeg_read_scanlines(decoder, row, 1);
        const JSAMPLE *ink = row[0];
        for (uint32_t x = 0; x < picture.width; x++, ink += 4, pixel += 3) {
            pixel[0] = lit(ink[0], ink[3]);
            pixel[1] = lit(ink[1], ink[3]);
            pixel[2] = lit(ink[2], ink[3]);
        }
    }
}

static void decode(j_decompress_ptr decoder, uint32_t shrink, codec_picture picture) {
    jpeg_read_header(decoder, TRUE);
    int four = decoder->num_components == 4;
    decoder->out_color_space = four ? JCS_CMYK : JCS_RGB;
    decoder->scale_num = 1;
    decoder->scale_denom = shrink;
    jpeg_calc_output_dimensions(decoder);
    if (decoder->output_width != picture.width || decoder->output_height != picture.height)
        ERREXIT(decoder, JERR_BAD_LENGTH);
    jpeg_start_decompress(decoder);
    if (four)
        read_inverted_cmyk(decoder, picture);
    else
        read_rgb(decoder, picture);
}

typedef struct decoding {
    struct jpeg_decompress_struct decoder;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    fence fence;
} decoding;

/* What changes behind the fence belongs to the caller of setjmp's function, so that it is defined after a jump. */
static void decode_fenced(decoding *work, uint32_t shrink, codec_picture picture) {
    work->decoder.err = raise(&work->fence);
    if (setjmp(work->fence.jump) != 0) return;
    jpeg_create_decompress(&work->decoder);
    work->decoder.src = &work->source;
    work->decoder.progress = &work->progress;
    decode(&work->decoder, shrink, picture);
}

codec_status codec_jpeg_decode(codec_input input, uint32_t shrink, codec_picture picture) {
    decoding work = {
        .source = {
            .next_input_byte = input.bytes,
            .bytes_in_buffer = input.count,
            .init_source = do_nothing,
            .fill_input_buffer = refuse_more,
            .skip_input_data = skip_input,
            .resync_to_restart = jpeg_resync_to_restart,
            .term_source = do_nothing,
        },
        .progress = {.progress_monitor = refuse_endless_scans},
    };
    decode_fenced(&work, shrink, picture);
    jpeg_destroy_decompress(&work.decoder);
    return work.fence.status;
}

typedef struct encoding {
    struct jpeg_compress_struct encoder;
    fence fence;
    unsigned char *bytes;
    unsigned long count;
} encoding;

static void encode(j_compress_ptr encoder, codec_picture picture, int quality) {
    encoder->image_width = picture.width;
    encoder->image_height = picture.height;
    encoder->input_components = 3;
    encoder->in_color_space = JCS_RGB;
    jpeg_set_defaults(encoder);
    jpeg_set_quality(encoder, quality, TRUE);
    jpeg_start_compress(encoder, TRUE);
    while (encoder->next_scanline < encoder->image_height) {
        JSAMPROW row = picture.rgb + (size_t)encoder->next_scanline * picture.width * 3;
        jpeg_write_scanlines(encoder, &row, 1);
    }
    jpeg_finish_compress(encoder);
}

static void encode_fenced(encoding *work, codec_picture picture, int quality) {
    work->encoder.err = raise(&work->fence);
    if (setjmp(work->fence.jump) != 0) return;
    jpeg_create_compress(&work->encoder);
    jpeg_mem_dest(&work->encoder, &work->bytes, &work->count);
    encode(&work->encoder, picture, quality);
}

codec_status codec_jpeg_encode(codec_picture picture, int quality, codec_output *output) {
    encoding work = {.bytes = NULL};
    encode_fenced(&work, picture, quality);
    jpeg_destroy_compress(&work.encoder);
    /* After a failure the library may have released the buffer that it still names. */
    if (work.fence.status.outcome == codec_outcome_done)
        *output = (codec_output){.bytes = work.bytes, .count = work.count};
    return work.fence.status;
}
