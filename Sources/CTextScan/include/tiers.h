// The same functions compiled for different instruction sets; the ones without a tier's name pick the best at run time.

#ifndef APUS_TIERS_H
#define APUS_TIERS_H

#include "base64.h"
#include "json_string.h"

/// One compilation of all functions.
typedef struct {
    /// `baseline`, `avx2` or `avx512`.
    const char *name;
    apus_string_scan (*scan_string)(const uint8_t *text, size_t count);
    apus_unescaped (*unescape)(const uint8_t *text, size_t count, uint8_t *output, size_t capacity);
    size_t (*find_escapable)(const uint8_t *text, size_t count);
    apus_base64_result (*base64_decode)(
        apus_base64_state *state, const uint8_t *text, size_t count, uint8_t *output, size_t capacity);
    void (*base64_encode)(const uint8_t *bytes, size_t count, uint8_t *output);
} apus_tier;

/// The tiers that this processor can run, the best first; null past the last, which is the baseline.
const apus_tier *apus_tier_at(size_t index);

#endif
