// Where a string ends, and whether it is well formed; and what a writer has to escape.

#include "escapes.h"
#include "json_string.h"
#include "utf8.h"

/// A scan under way, always at the beginning of a block.
typedef struct {
    size_t index;
    /// 1 where the block's first byte is escaped by a backslash before the block.
    uint64_t carry;
    /// Where bytes outside ASCII were seen: all lie in the blocks from one index up to the other.
    size_t foreign_start;
    size_t foreign_end;
    apus_string_scan result;
} string_scanner;

/// Steps over groups of blocks that have nothing to look at: no quote, backslash or control character, all of it ASCII.
static inline size_t skip_plain(const uint8_t *text, size_t count) {
    size_t index = 0;
    for (; count - index >= 4 * block_size; index += 4 * block_size) {
        block noticed = {0};
        for (size_t i = 0; i < 4; i++) {
            block bytes = load_block(text + index + i * block_size);
            // Signed, bytes outside ASCII are less than 0x20 too.
            noticed |= (block)((bytes == '"') | (bytes == '\\') | ((signed_block)bytes < 0x20));
        }
        if (block_mask(noticed) != 0) break;
    }
    return index;
}

/// Steps over blocks with no more than `\"`, `\\` and `\/` to look at, until some in a row have not even these.
///
/// There is no branch on whether a block has escapes: where they are many, it would be guessed wrong half of the time.
static inline void skip_escapes(string_scanner *scanner, const uint8_t *text, size_t count) {
    const size_t enough = 16;
    for (size_t calm = 0; calm < enough && count - scanner->index >= block_size; scanner->index += block_size) {
        block bytes = load_block(text + scanner->index);
        uint64_t escapes = escaping(block_mask((block)(bytes == '\\')) & ~scanner->carry);
        uint64_t escaped = escapes << 1 | scanner->carry;
        uint64_t noticed = block_mask((block)((bytes == '"') | ((signed_block)bytes < 0x20))) & ~escaped;
        noticed |= escaped & ~plain_letters(bytes);
        if (noticed != 0) return;
        scanner->carry = escapes >> 63;
        calm = escapes == 0 ? calm + 1 : 0;
    }
}

static inline void stop_at(string_scanner *scanner, size_t offset, apus_string_status status) {
    scanner->result.end = scanner->index + offset;
    scanner->result.status = status;
}

/// Removes escaped quotes from `stops`, and stops at the first backslash that starts no escape.
static inline uint64_t scan_escapes(
    string_scanner *scanner, const uint8_t *text, size_t count, block bytes, uint64_t backslashes, uint64_t stops) {
    uint64_t escapes = escaping(backslashes & ~scanner->carry);
    uint64_t escaped = escapes << 1 | scanner->carry;
    scanner->carry = escapes >> 63;
    stops &= ~escaped;
    uint64_t before = stops != 0 ? (stops & -stops) - 1 : ~(uint64_t)0;
    scanner->result.has_escapes |= (escapes & before) != 0;
    uint64_t hexadecimal = escaped & block_mask((block)(bytes == 'u'));
    uint64_t bad = escaped & ~(plain_letters(bytes) | control_letters(bytes) | hexadecimal) & before;
    for (hexadecimal &= before; hexadecimal != 0; hexadecimal &= hexadecimal - 1) {
        size_t digits = scanner->index + lowest_bit(hexadecimal) + 1;
        if (!has_hex_digits(text + digits, count - digits)) bad |= hexadecimal & -hexadecimal;
    }
    if (bad == 0) return stops;
    stop_at(scanner, lowest_bit(bad) - 1, APUS_STRING_BAD_ESCAPE);
    return 0;
}

static inline void scan_block(string_scanner *scanner, const uint8_t *text, size_t count, block bytes) {
    uint64_t backslashes = block_mask((block)(bytes == '\\'));
    uint64_t stops = block_mask((block)((bytes == '"') | (bytes < 0x20)));
    if (block_mask((block)(bytes >= 0x80)) != 0) {
        if (scanner->foreign_end == 0) scanner->foreign_start = scanner->index;
        scanner->foreign_end = scanner->index + block_size;
    }
    if ((backslashes | scanner->carry) != 0) {
        stops = scan_escapes(scanner, text, count, bytes, backslashes, stops);
    }
    if (stops == 0) return;
    size_t stop = lowest_bit(stops);
    bool is_quote = text[scanner->index + stop] == '"';
    stop_at(scanner, stop, is_quote ? APUS_STRING_COMPLETE : APUS_STRING_CONTROL_CHARACTER);
}

/// The result, corrected where the text is no UTF-8 before its end.
static inline apus_string_scan check_utf8(const string_scanner *scanner, const uint8_t *text) {
    apus_string_scan result = scanner->result;
    size_t start = scanner->foreign_start;
    size_t end = scanner->foreign_end < result.end ? scanner->foreign_end : result.end;
    if (start >= end) return result;
    size_t valid = start + apus_valid_utf8(text + start, end - start);
    if (valid < end) result = (apus_string_scan){valid, APUS_STRING_BAD_UTF8, result.has_escapes};
    return result;
}

static apus_string_scan scan_string(const uint8_t *text, size_t count) {
    string_scanner scanner = {0, 0, 0, 0, {count, APUS_STRING_UNTERMINATED, false}};
    while (scanner.index < count) {
        size_t left = count - scanner.index;
        const uint8_t *next = text + scanner.index;
        scan_block(&scanner, text, count, left < block_size ? load_last_block(next, left) : load_block(next));
        if (scanner.result.status != APUS_STRING_UNTERMINATED) break;
        scanner.index += block_size;
        if (count <= scanner.index) break;
        if (scanner.result.has_escapes) skip_escapes(&scanner, text, count);
        if (scanner.carry == 0) scanner.index += skip_plain(text + scanner.index, count - scanner.index);
    }
    return check_utf8(&scanner, text);
}

static size_t find_escapable(const uint8_t *text, size_t count) {
    for (size_t index = skip_plain(text, count); index < count; index += block_size) {
        size_t left = count - index;
        block bytes = left < block_size ? load_last_block(text + index, left) : load_block(text + index);
        uint64_t found = block_mask((block)((bytes == '"') | (bytes == '\\') | (bytes < 0x20)));
        if (found != 0) return index + lowest_bit(found);
    }
    return count;
}
