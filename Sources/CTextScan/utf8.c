#include "utf8.h"

#include <stdbool.h>

static bool is_continuation(uint8_t byte) {
    return (byte & 0xC0) == 0x80;
}

/// Bytes of the character at `text`, which is not ASCII; 0 where it is none.
static size_t character_length(const uint8_t *text, size_t count) {
    uint8_t lead = text[0];
    if (lead < 0xC2 || lead > 0xF4 || count < 2 || !is_continuation(text[1])) return 0;
    if (lead < 0xE0) return 2;
    if (count < 3 || !is_continuation(text[2])) return 0;
    if (lead < 0xF0) {
        bool overlong = lead == 0xE0 && text[1] < 0xA0;
        bool surrogate = lead == 0xED && text[1] > 0x9F;
        return overlong || surrogate ? 0 : 3;
    }
    if (count < 4 || !is_continuation(text[3])) return 0;
    bool overlong = lead == 0xF0 && text[1] < 0x90;
    bool beyond = lead == 0xF4 && text[1] > 0x8F;
    return overlong || beyond ? 0 : 4;
}

size_t apus_valid_utf8(const uint8_t *text, size_t count) {
    size_t index = 0;
    while (index < count) {
        uint64_t word;
        if (count - index >= sizeof word) {
            __builtin_memcpy(&word, text + index, sizeof word);
            if ((word & 0x8080808080808080) == 0) {
                index += sizeof word;
                continue;
            }
        }
        if (text[index] < 0x80) {
            index++;
            continue;
        }
        size_t length = character_length(text + index, count - index);
        if (length == 0) break;
        index += length;
    }
    return index;
}
