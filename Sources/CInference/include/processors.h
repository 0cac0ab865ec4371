// How many processors the system lets this process run on.

#ifndef APUS_PROCESSORS_H
#define APUS_PROCESSORS_H

/// The size of the affinity mask where there is one, else the processors that are online; 1 where nothing is known.
int apus_available_processors(void);

#endif
