// Processors with AVX-512 VBMI2: Ice Lake and later, Zen 4 and later.

#ifdef __x86_64__
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,popcnt"))), apply_to = function)
#define TIER(name) name##_avx512
#define TIER_NAME "avx512"
/// Stores the bytes whose bits are set, moved together; bytes after them are overwritten.
#define STORE_SELECTED(output, bytes, mask) \
    _mm512_storeu_si512((output), _mm512_maskz_compress_epi8((mask), (__m512i)(bytes)))
#include "tier.inc"
#pragma clang attribute pop
#endif
