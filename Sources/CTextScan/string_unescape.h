// Text without its escapes.

#include "escapes.h"
#include "json_string.h"

static inline uint32_t hex_value(const uint8_t *digits) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t digit = digits[i] <= '9' ? digits[i] - '0' : (digits[i] | 0x20) - 'a' + 10;
        value = value << 4 | digit;
    }
    return value;
}

/// The scalar of a `\u` escape, of two where they are the halves of one; `*length` becomes what was read.
static inline uint32_t escaped_scalar(const uint8_t *text, size_t count, size_t *length) {
    const uint32_t replacement_character = 0xFFFD;
    uint32_t high = hex_value(text + 2);
    *length = 6;
    if (high < 0xD800 || high > 0xDFFF) return high;
    if (high > 0xDBFF || count < 12 || text[6] != '\\' || text[7] != 'u') return replacement_character;
    uint32_t low = hex_value(text + 8);
    if (low < 0xDC00 || low > 0xDFFF) return replacement_character;
    *length = 12;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static inline size_t encode_utf8(uint32_t scalar, uint8_t *output) {
    if (scalar < 0x80) {
        output[0] = (uint8_t)scalar;
        return 1;
    }
    size_t length = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, scalar >>= 6) output[i] = (uint8_t)(0x80 | (scalar & 0x3F));
    output[0] = (uint8_t)(0xF00 >> length | scalar);
    return length;
}

static inline uint8_t escaped_byte(uint8_t letter) {
    switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter;
    }
}

/// Replaces the escape at `text`. There has to be room for 4 bytes, or for as many as there is text.
static apus_unescaped unescape_one(const uint8_t *text, size_t count, uint8_t *output) {
    if (text[1] != 'u') {
        *output = escaped_byte(text[1]);
        return (apus_unescaped){2, 1};
    }
    apus_unescaped done;
    uint32_t scalar = escaped_scalar(text, count, &done.read);
    done.written = encode_utf8(scalar, output);
    return done;
}

#ifdef STORE_SELECTED

/// Copies a whole block without the backslashes that escape, up to an escape that has to be looked up.
///
/// There is no branch for blocks without any: where escapes are many, it would be guessed wrong half of the time.
static inline apus_unescaped unescape_block(const uint8_t *text, uint8_t *output) {
    block bytes = load_block(text);
    uint64_t escapes = escaping(block_mask((block)(bytes == '\\')));
    uint64_t looked_up = (escapes << 1) & ~plain_letters(bytes);
    size_t length = block_size;
    if (__builtin_expect((looked_up | escapes >> 63) != 0, 0)) {
        length = looked_up != 0 ? lowest_bit(looked_up) - 1 : block_size - 1;
    }
    uint64_t kept = ~escapes & low_bits(length);
    STORE_SELECTED(output, bytes, kept);
    return (apus_unescaped){length, (size_t)__builtin_popcountll(kept)};
}

#else

/// Copies a whole block up to its first backslash.
static inline apus_unescaped unescape_block(const uint8_t *text, uint8_t *output) {
    block bytes = load_block(text);
    uint64_t backslashes = block_mask((block)(bytes == '\\'));
    store_block(output, bytes);
    size_t length = backslashes != 0 ? lowest_bit(backslashes) : block_size;
    return (apus_unescaped){length, length};
}

#endif

/// Copies up to the next backslash, or to the end of text or room.
static inline apus_unescaped copy_plain(const uint8_t *text, size_t count, uint8_t *output, size_t capacity) {
    size_t length = 0;
    for (; length < count && length < capacity && text[length] != '\\'; length++) output[length] = text[length];
    return (apus_unescaped){length, length};
}

static apus_unescaped unescape(const uint8_t *text, size_t count, uint8_t *output, size_t capacity) {
    apus_unescaped done = {0, 0};
    while (done.read < count && done.written < capacity) {
        size_t left = count - done.read;
        size_t room = capacity - done.written;
        apus_unescaped step = left >= block_size && room >= block_size
            ? unescape_block(text + done.read, output + done.written)
            : copy_plain(text + done.read, left, output + done.written, room);
        if (step.read == 0) {
            if (room < 4 && room < left) break;
            step = unescape_one(text + done.read, left, output + done.written);
        }
        done.read += step.read;
        done.written += step.written;
    }
    return done;
}
