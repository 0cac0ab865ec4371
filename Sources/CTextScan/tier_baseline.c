// What every processor of the architecture has: SSE2 or NEON.

#define TIER(name) name##_baseline
#define TIER_NAME "baseline"
#include "tier.inc"
