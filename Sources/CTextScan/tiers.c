#include "tiers.h"

extern const apus_tier apus_tier_baseline;

#ifdef __x86_64__
extern const apus_tier apus_tier_avx2;
extern const apus_tier apus_tier_avx512;

static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

static bool has_avx512(void) {
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi")
        && __builtin_cpu_supports("avx512vbmi2");
}
#endif

const apus_tier *apus_tier_at(size_t index) {
    const apus_tier *tiers[4] = {0};
    size_t count = 0;
#ifdef __x86_64__
    __builtin_cpu_init();
    if (has_avx2() && has_avx512()) tiers[count++] = &apus_tier_avx512;
    if (has_avx2()) tiers[count++] = &apus_tier_avx2;
#endif
    tiers[count++] = &apus_tier_baseline;
    return index < count ? tiers[index] : 0;
}

/// The best tier. Two threads that ask first at the same time find the same one.
static const apus_tier *best(void) {
    static const apus_tier *found;
    const apus_tier *tier = __atomic_load_n(&found, __ATOMIC_RELAXED);
    if (!tier) {
        tier = apus_tier_at(0);
        __atomic_store_n(&found, tier, __ATOMIC_RELAXED);
    }
    return tier;
}

apus_string_scan apus_scan_string(const uint8_t *text, size_t count) {
    return best()->scan_string(text, count);
}

apus_unescaped apus_unescape(const uint8_t *text, size_t count, uint8_t *output, size_t capacity) {
    return best()->unescape(text, count, output, capacity);
}

size_t apus_find_escapable(const uint8_t *text, size_t count) {
    return best()->find_escapable(text, count);
}

apus_base64_result apus_base64_decode(
    apus_base64_state *state, const uint8_t *text, size_t count, uint8_t *output, size_t capacity) {
    return best()->base64_decode(state, text, count, output, capacity);
}

void apus_base64_encode(const uint8_t *bytes, size_t count, uint8_t *output) {
    best()->base64_encode(bytes, count, output);
}
