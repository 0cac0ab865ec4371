// What the system tells of the processors: how many this process may use, and of which kind they are.

#ifndef APUS_PROCESSORS_H
#define APUS_PROCESSORS_H

/// The size of the affinity mask where there is one, else the processors that are online; 1 where nothing is known.
int apus_available_processors(void);

/// The architecture, and of its extensions the one that engines lay weights out by: `x86-64`, `x86-64-avx512`,
/// `arm64`, `arm64-fp16`, or `other`.
const char *apus_processor_family(void);

#endif
