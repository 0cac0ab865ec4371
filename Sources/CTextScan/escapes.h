// Which bytes of a block are escaped, and which escapes there are.

#ifndef APUS_ESCAPES_H
#define APUS_ESCAPES_H

#include "block.h"

/// The backslashes that escape what follows: in each run of them the first, third, fifth …
///
/// A run that starts at an even bit is cleared by adding its first bit, as the carry runs through it; that tells such
/// runs from the others without a branch (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019).
static inline uint64_t escaping(uint64_t backslashes) {
    const uint64_t even = 0x5555555555555555;
    uint64_t starts = backslashes & ~(backslashes << 1);
    uint64_t in_even_runs = backslashes & ~(backslashes + (starts & even));
    uint64_t in_odd_runs = backslashes & ~in_even_runs;
    return (in_even_runs & even) | (in_odd_runs & ~even);
}

/// Letters that say themselves after a backslash.
static inline uint64_t plain_letters(block text) {
    return block_mask((block)((text == '"') | (text == '\\') | (text == '/')));
}

/// Letters that stand for a control character after a backslash.
static inline uint64_t control_letters(block text) {
    return block_mask((block)((text == 'b') | (text == 'f') | (text == 'n') | (text == 'r') | (text == 't')));
}

static inline bool is_hex(uint8_t byte) {
    return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 6;
}

/// Whether four hexadecimal digits stand at `text`.
static inline bool has_hex_digits(const uint8_t *text, size_t count) {
    return count >= 4 && is_hex(text[0]) && is_hex(text[1]) && is_hex(text[2]) && is_hex(text[3]);
}

#endif
