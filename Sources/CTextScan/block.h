// 64 bytes at once, in Clang's vector extensions: the compiler makes SSE2, AVX2, AVX-512 or NEON of the same lines,
// whichever the file that includes this is compiled for. One bit of a mask stands for one byte, the first the lowest.

#ifndef APUS_BLOCK_H
#define APUS_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Blocks are passed only between functions that are inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

enum { block_size = 64 };

typedef uint8_t block __attribute__((vector_size(block_size)));
typedef uint32_t block_words __attribute__((vector_size(block_size)));
typedef int8_t signed_block __attribute__((vector_size(block_size)));
typedef bool block_bits __attribute__((ext_vector_type(block_size)));

static inline block load_block(const uint8_t *bytes) {
    block loaded;
    __builtin_memcpy(&loaded, bytes, sizeof loaded);
    return loaded;
}

/// Fewer bytes than a block has, with spaces after them.
static inline block load_last_block(const uint8_t *bytes, size_t count) {
    uint8_t padded[block_size];
    __builtin_memset(padded, ' ', sizeof padded);
    __builtin_memcpy(padded, bytes, count);
    return load_block(padded);
}

static inline void store_block(uint8_t *bytes, block stored) {
    __builtin_memcpy(bytes, &stored, sizeof stored);
}

/// The mask of a comparison, whose bytes are 0 or 0xFF.
static inline uint64_t block_mask(block comparison) {
    block_bits bits = __builtin_convertvector(comparison, block_bits);
    uint64_t mask;
    __builtin_memcpy(&mask, &bits, sizeof mask);
    return mask;
}

/// The lowest `count` bits, of at most 64.
static inline uint64_t low_bits(size_t count) {
    return count < 64 ? ((uint64_t)1 << count) - 1 : ~(uint64_t)0;
}

static inline size_t lowest_bit(uint64_t mask) {
    return (size_t)__builtin_ctzll(mask);
}

#endif
