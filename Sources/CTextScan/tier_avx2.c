// Processors since 2013, and all of AWS Lambda's x86 ones.

#ifdef __x86_64__
#pragma clang attribute push(__attribute__((target("avx2,bmi,popcnt"))), apply_to = function)
#define TIER(name) name##_avx2
#define TIER_NAME "avx2"
#include "tier.inc"
#pragma clang attribute pop
#endif
