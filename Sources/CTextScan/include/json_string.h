// The insides of JSON strings: where one ends, what it says, and what has to be escaped (RFC 8259, section 7).

#ifndef APUS_JSON_STRING_H
#define APUS_JSON_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How the scan of a string ended.
typedef enum {
    /// At the closing quote.
    APUS_STRING_COMPLETE,
    /// At the end of the text, without a closing quote.
    APUS_STRING_UNTERMINATED,
    /// At a byte below 0x20.
    APUS_STRING_CONTROL_CHARACTER,
    /// At a backslash that starts no escape.
    APUS_STRING_BAD_ESCAPE,
    /// At a byte that is not UTF-8.
    APUS_STRING_BAD_UTF8,
} apus_string_status;

/// What a scan found.
typedef struct {
    /// Index of the closing quote, or of what is wrong.
    size_t end;
    apus_string_status status;
    /// Whether a backslash stands before `end`.
    bool has_escapes;
} apus_string_scan;

/// How far unescaping went.
typedef struct {
    /// Bytes of the text that are done; never within an escape.
    size_t read;
    /// Bytes of output.
    size_t written;
} apus_unescaped;

/// Finds the end of a string whose inside starts at `text`, and checks escapes and UTF-8 on the way.
apus_string_scan apus_scan_string(const uint8_t *text, size_t count);

/// Replaces the escapes of text that a scan found complete, until text or room end. A surrogate without its other half
/// becomes U+FFFD. Output is never longer than the text.
apus_unescaped apus_unescape(const uint8_t *text, size_t count, uint8_t *output, size_t capacity);

/// Index of the first quote, backslash or byte below 0x20; `count` where there is none.
size_t apus_find_escapable(const uint8_t *text, size_t count);

#endif
