/*
 * The system's image libraries, one function a step. What fails comes back as a status: no error of a library ever
 * jumps over a frame of the caller.
 */
#ifndef C_IMAGE_CODECS_H
#define C_IMAGE_CODECS_H

#include <stddef.h>
#include <stdint.h>

/* How a step ended. */
typedef enum __attribute__((enum_extensibility(closed))) codec_outcome {
    codec_outcome_done = 0,
    codec_outcome_truncated,
    codec_outcome_unsupported,
    codec_outcome_corrupt,
    /* Memory ran out. */
    codec_outcome_exhausted
} codec_outcome;

/* The outcome, and the library's own words about a failure. */
typedef struct codec_status {
    codec_outcome outcome;
    char message[200];
} codec_status;

/* Bytes that are only read, for the time of the call. */
typedef struct codec_input {
    const uint8_t *bytes;
    size_t count;
} codec_input;

/* A picture of 8-bit RGB, rows back to back: where a decoder writes, or what an encoder reads. */
typedef struct codec_picture {
    uint8_t *rgb;
    uint32_t width;
    uint32_t height;
} codec_picture;

/* Bytes that are written; what an encoder returns, the caller releases with codec_output_free. */
typedef struct codec_output {
    uint8_t *bytes;
    size_t count;
} codec_output;

void codec_output_free(codec_output output);

/* Asks for large pages under a large picture: a third of the time of a 12-megapixel decode went into page faults. */
void codec_picture_expect_writes(codec_picture picture);

/* Decodes a JPEG at 1/shrink of its size (1, 2, 4 or 8); the picture's size is the rounded-up quotient. */
codec_status codec_jpeg_decode(codec_input input, uint32_t shrink, codec_picture picture);
/* Encodes a baseline JPEG, chroma halved on both axes; quality is 1...100. */
codec_status codec_jpeg_encode(codec_picture picture, int quality, codec_output *output);

/* Decodes a PNG whose header told the picture's size; alpha is dropped, 16 bits are cut to the upper eight. */
codec_status codec_png_decode(codec_input input, codec_picture picture);
/* Encodes a PNG of 8-bit RGB. */
codec_status codec_png_encode(codec_picture picture, codec_output *output);
/* Inflates a zlib stream, such as a PNG text, into a buffer; output->count tells its room and then what was written. */
codec_status codec_inflate(codec_input input, codec_output *output);

/* The canvas, and where the metadata lies in the input: zero counts where there is none. */
typedef struct codec_webp_header {
    uint32_t width;
    uint32_t height;
    codec_input exif;
    codec_input xmp;
} codec_webp_header;

/* Reads a WebP's header; its metadata points into the input. */
codec_status codec_webp_read_header(codec_input input, codec_webp_header *header);
/* Decodes a still picture or the first frame of an animation on its canvas, black where it leaves the canvas free. */
codec_status codec_webp_decode(codec_input input, codec_picture picture);
/* Encodes a lossy WebP; quality is 0...100. */
codec_status codec_webp_encode(codec_picture picture, int quality, codec_output *output);

/* Versions of the libraries, as they tell them; static text. */
const char *codec_jpeg_version(void);
const char *codec_png_version(void);
const char *codec_webp_version(void);
const char *codec_zlib_version(void);

#endif
