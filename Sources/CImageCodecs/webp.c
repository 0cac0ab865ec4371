/* libwebp; it reports failures by value, so that no fence is needed. */
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>

#include "status.h"

static codec_status status_of(VP8StatusCode code) {
    switch (code) {
    case VP8_STATUS_OK:
        return codec_status_make(codec_outcome_done, "");
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED:
        return codec_status_make(codec_outcome_truncated, "a frame ends early");
    case VP8_STATUS_OUT_OF_MEMORY:
        return codec_status_make(codec_outcome_exhausted, "no memory for libwebp");
    case VP8_STATUS_UNSUPPORTED_FEATURE:
        return codec_status_make(codec_outcome_unsupported, "an unknown feature of VP8");
    default:
        return codec_status_make(codec_outcome_corrupt, "a damaged frame");
    }
}

/* Opens the container; NULL with a status where it is not whole. */
static WebPDemuxer *open_container(codec_input input, codec_status *status) {
    WebPData data = {.bytes = input.bytes, .size = input.count};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    WebPDemuxer *container = WebPDemuxPartial(&data, &state);
    if (container && state == WEBP_DEMUX_DONE) {
        *status = codec_status_make(codec_outcome_done, "");
        return container;
    }
    *status = state == WEBP_DEMUX_PARSE_ERROR
        ? codec_status_make(codec_outcome_corrupt, "a damaged container")
        : codec_status_make(codec_outcome_truncated, "a container shorter than it says");
    WebPDemuxDelete(container);
    return NULL;
}

static codec_input chunk(const WebPDemuxer *container, const char *name) {
    WebPChunkIterator found;
    codec_input data = {.bytes = NULL, .count = 0};
    if (WebPDemuxGetChunk(container, name, 1, &found))
        data = (codec_input){.bytes = found.chunk.bytes, .count = found.chunk.size};
    WebPDemuxReleaseChunkIterator(&found);
    return data;
}

codec_status codec_webp_read_header(codec_input input, codec_webp_header *header) {
    codec_status status;
    WebPDemuxer *container = open_container(input, &status);
    if (!container) return status;
    header->width = WebPDemuxGetI(container, WEBP_FF_CANVAS_WIDTH);
    header->height = WebPDemuxGetI(container, WEBP_FF_CANVAS_HEIGHT);
    header->exif = chunk(container, "EXIF");
    header->xmp = chunk(container, "XMP ");
    WebPDemuxDelete(container);
    return status;
}

/* Decodes one frame to its place on the canvas; the place has been checked. */
static codec_status decode_frame(const WebPIterator *frame, codec_picture canvas) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return codec_status_make(codec_outcome_unsupported, "another libwebp");
    size_t stride = (size_t)canvas.width * 3;
    size_t offset = (size_t)frame->y_offset * stride + (size_t)frame->x_offset * 3;
    config.output.colorspace = MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = canvas.rgb + offset;
    config.output.u.RGBA.stride = (int)stride;
    config.output.u.RGBA.size = stride * canvas.height - offset;
    VP8StatusCode code = WebPDecode(frame->fragment.bytes, frame->fragment.size, &config);
    WebPFreeDecBuffer(&config.output);
    return status_of(code);
}

static codec_status decode_first_frame(const WebPDemuxer *container, codec_picture canvas) {
    WebPIterator frame;
    codec_status status = codec_status_make(codec_outcome_corrupt, "no frame");
    if (WebPDemuxGetFrame(container, 1, &frame)) {
        int64_t right = (int64_t)frame.x_offset + frame.width, bottom = (int64_t)frame.y_offset + frame.height;
        if (frame.x_offset < 0 || frame.y_offset < 0 || right > canvas.width || bottom > canvas.height) {
            status = codec_status_make(codec_outcome_corrupt, "a frame outside the canvas");
        } else {
            if (frame.width != (int)canvas.width || frame.height != (int)canvas.height)
                memset(canvas.rgb, 0, (size_t)canvas.width * canvas.height * 3);
            status = decode_frame(&frame, canvas);
        }
    }
    WebPDemuxReleaseIterator(&frame);
    return status;
}

codec_status codec_webp_decode(codec_input input, codec_picture picture) {
    codec_status status;
    WebPDemuxer *container = open_container(input, &status);
    if (!container) return status;
    status = decode_first_frame(container, picture);
    WebPDemuxDelete(container);
    return status;
}

codec_status codec_webp_encode(codec_picture picture, int quality, codec_output *output) {
    output->count = WebPEncodeRGB(
        picture.rgb, (int)picture.width, (int)picture.height, (int)picture.width * 3, (float)quality, &output->bytes);
    if (output->count > 0) return codec_status_make(codec_outcome_done, "");
    return codec_status_make(codec_outcome_exhausted, "no memory for libwebp");
}
