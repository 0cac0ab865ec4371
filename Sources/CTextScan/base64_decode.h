// Base64 in either alphabet to bytes.

#include "base64.h"
#include "block.h"

enum { white_space = 64, padding = 65, foreign = 66 };

static inline uint32_t base64_value(uint8_t byte) {
    if (byte >= 'A' && byte <= 'Z') return byte - 'A';
    if (byte >= 'a' && byte <= 'z') return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9') return byte - '0' + 52;
    switch (byte) {
    case '+': case '-': return 62;
    case '/': case '_': return 63;
    case ' ': case '\t': case '\r': case '\n': return white_space;
    case '=': return padding;
    default: return foreign;
    }
}

/// Values of 64 characters; `*valid` becomes the mask of those that have one.
static inline block base64_values(block text, uint64_t *valid) {
    block upper = (block)(text - 'A' < 26);
    block lower = (block)(text - 'a' < 26);
    block digit = (block)(text - '0' < 10);
    block last_but_one = (block)((text == '+') | (text == '-'));
    block last = (block)((text == '/') | (text == '_'));
    *valid = block_mask(upper | lower | digit | last_but_one | last);
    block moved = text - (upper & 'A') - (lower & ('a' - 26)) + (digit & (52 - '0'));
    return (moved & (upper | lower | digit)) | (last_but_one & 62) | (last & 63);
}

/// Writes the 48 bytes of 64 values.
static inline void store_base64_bytes(block values, uint8_t *output) {
    block_words words = (block_words)values;
    words = (words & 63) << 18 | (words >> 8 & 63) << 12 | (words >> 16 & 63) << 6 | words >> 24;
    block bytes = (block)words;
    block packed = __builtin_shufflevector(
        bytes, bytes, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 18, 17, 16, 22, 21, 20, 26, 25, 24, 30, 29, 28, 34, 33,
        32, 38, 37, 36, 42, 41, 40, 46, 45, 44, 50, 49, 48, 54, 53, 52, 58, 57, 56, 62, 61, 60, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    __builtin_memcpy(output, &packed, block_size / 4 * 3);
}

/// Decodes groups of four characters up to the first that has something else in it, or to the last whole block.
static inline void decode_blocks(
    const uint8_t *text, size_t count, uint8_t *output, size_t capacity, apus_base64_result *result) {
    const size_t bytes_per_block = block_size / 4 * 3;
    while (count - result->read >= block_size && capacity - result->written >= bytes_per_block) {
        uint64_t valid;
        block values = base64_values(load_block(text + result->read), &valid);
        store_base64_bytes(values, output + result->written);
        if (__builtin_expect(valid != ~(uint64_t)0, 0)) {
            size_t groups = lowest_bit(~valid) / 4;
            result->read += groups * 4;
            result->written += groups * 3;
            return;
        }
        result->read += block_size;
        result->written += bytes_per_block;
    }
}

/// Takes one character into the state; writes the bytes of a group when it is whole.
static inline apus_base64_status decode_character(
    apus_base64_state *state, uint8_t character, uint8_t *output, size_t capacity, size_t *written) {
    uint32_t value = base64_value(character);
    if (value == white_space) return APUS_BASE64_COMPLETE;
    if (value == foreign) return APUS_BASE64_BAD_CHARACTER;
    if (value == padding) {
        if (state->characters < 2 || state->characters + state->padding == 4) return APUS_BASE64_BAD_PADDING;
        state->padding++;
        return APUS_BASE64_COMPLETE;
    }
    if (state->padding > 0) return APUS_BASE64_BAD_PADDING;
    uint32_t bits = state->bits << 6 | value;
    if (state->characters < 3) {
        state->bits = bits;
        state->characters++;
        return APUS_BASE64_COMPLETE;
    }
    if (capacity - *written < 3) return APUS_BASE64_FULL;
    for (int shift = 16; shift >= 0; shift -= 8) output[(*written)++] = (uint8_t)(bits >> shift);
    state->bits = 0;
    state->characters = 0;
    return APUS_BASE64_COMPLETE;
}

static apus_base64_result base64_decode(
    apus_base64_state *state, const uint8_t *text, size_t count, uint8_t *output, size_t capacity) {
    apus_base64_result result = {0, 0, APUS_BASE64_COMPLETE};
    while (result.read < count) {
        if (state->characters == 0 && state->padding == 0) {
            decode_blocks(text, count, output, capacity, &result);
            if (result.read == count) break;
        }
        result.status = decode_character(state, text[result.read], output, capacity, &result.written);
        if (result.status != APUS_BASE64_COMPLETE) break;
        result.read++;
    }
    return result;
}
