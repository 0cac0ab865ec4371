/* glibc 2.35 gave hypot and hypotf new versions, and a linker takes the newest that the building machine has. These
   take their place in the executable and hand on to the first version, which each glibc still has. */
#ifdef __linux__
#include <features.h>
#endif
#if defined(__GLIBC__) && (defined(__x86_64__) || defined(__aarch64__))

#ifdef __x86_64__
#define FIRST_VERSION "GLIBC_2.2.5"
#else
#define FIRST_VERSION "GLIBC_2.17"
#endif

__asm__(".symver apus_first_hypot, hypot@" FIRST_VERSION);
__asm__(".symver apus_first_hypotf, hypotf@" FIRST_VERSION);
double apus_first_hypot(double x, double y);
float apus_first_hypotf(float x, float y);

double hypot(double x, double y) { return apus_first_hypot(x, y); }
float hypotf(float x, float y) { return apus_first_hypotf(x, y); }

#endif
