// Base64 (RFC 4648), decoded with the tolerance that clients need, at the speed of memory.

#ifndef APUS_BASE64_H
#define APUS_BASE64_H

#include <stddef.h>
#include <stdint.h>

/// How decoding ended.
typedef enum {
    /// All text was read.
    APUS_BASE64_COMPLETE,
    /// A byte that is no base64 and no white space.
    APUS_BASE64_BAD_CHARACTER,
    /// `=` where none belongs, too few of them, or text after them.
    APUS_BASE64_BAD_PADDING,
    /// One character too many, or bits set that no byte takes up.
    APUS_BASE64_BAD_END,
    /// There is no more room.
    APUS_BASE64_FULL,
} apus_base64_status;

/// What is between two pieces of a text; starts as zeros.
typedef struct {
    /// The bits of the characters that make no whole group of four yet.
    uint32_t bits;
    /// How many characters these are, 0 to 3.
    uint32_t characters;
    /// How many `=` were seen.
    uint32_t padding;
} apus_base64_state;

/// What one call did.
typedef struct {
    /// Bytes of text that were read; where something is wrong, its index.
    size_t read;
    /// Bytes of output.
    size_t written;
    apus_base64_status status;
} apus_base64_result;

/// Decodes the next piece of a text in either alphabet, skipping space, tab, CR and LF.
apus_base64_result apus_base64_decode(
    apus_base64_state *state, const uint8_t *text, size_t count, uint8_t *output, size_t capacity);

/// Decodes what is left when the text is over, one or two bytes; `=` may be missing, but not be too few.
apus_base64_result apus_base64_finish(const apus_base64_state *state, uint8_t *output, size_t capacity);

/// Writes 4 characters for each 3 bytes begun, with padding.
void apus_base64_encode(const uint8_t *bytes, size_t count, uint8_t *output);

#endif
