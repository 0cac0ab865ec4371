// Bytes to base64 in the standard alphabet.

#include "base64.h"
#include "block.h"

/// The value 0 to 63 of each character that 48 bytes make.
static inline block base64_split(block bytes) {
    block spread = __builtin_shufflevector(
        bytes, bytes, 2, 1, 0, 0, 5, 4, 3, 3, 8, 7, 6, 6, 11, 10, 9, 9, 14, 13, 12, 12, 17, 16, 15, 15, 20, 19, 18, 18,
        23, 22, 21, 21, 26, 25, 24, 24, 29, 28, 27, 27, 32, 31, 30, 30, 35, 34, 33, 33, 38, 37, 36, 36, 41, 40, 39, 39,
        44, 43, 42, 42, 47, 46, 45, 45);
    block_words words = (block_words)spread;
    return (block)((words >> 18 & 63) | (words >> 12 & 63) << 8 | (words >> 6 & 63) << 16 | (words & 63) << 24);
}

/// `A`…`Z`, `a`…`z`, `0`…`9`, `+` and `/`: the distance to the value changes four times.
static inline block base64_characters(block values) {
    return values + 'A' + ((block)(values > 25) & 6) - ((block)(values > 51) & 75) - ((block)(values > 61) & 15)
        + ((block)(values > 62) & 3);
}

static inline uint8_t base64_character(uint32_t value) {
    return (uint8_t)(value + 'A' + (value > 25 ? 6 : 0) - (value > 51 ? 75 : 0) - (value > 61 ? 15 : 0)
        + (value > 62 ? 3 : 0));
}

/// Encodes one to three bytes, with padding.
static inline void encode_group(const uint8_t *bytes, size_t count, uint8_t *output) {
    uint32_t group = (uint32_t)bytes[0] << 16;
    if (count > 1) group |= (uint32_t)bytes[1] << 8;
    if (count > 2) group |= bytes[2];
    output[0] = base64_character(group >> 18);
    output[1] = base64_character(group >> 12 & 63);
    output[2] = count > 1 ? base64_character(group >> 6 & 63) : '=';
    output[3] = count > 2 ? base64_character(group & 63) : '=';
}

static void base64_encode(const uint8_t *bytes, size_t count, uint8_t *output) {
    size_t index = 0;
    // A block is loaded whole, though three quarters of it are used.
    for (; count - index >= block_size; index += block_size / 4 * 3, output += block_size) {
        store_block(output, base64_characters(base64_split(load_block(bytes + index))));
    }
    for (; index < count; index += 3, output += 4) {
        encode_group(bytes + index, count - index < 3 ? count - index : 3, output);
    }
}
