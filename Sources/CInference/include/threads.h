// Threads of our own, with a stack that computations fit in on every system.

#ifndef APUS_THREADS_H
#define APUS_THREADS_H

#include <stdbool.h>

/// Starts a thread that nobody waits for; false where the system has none left.
bool apus_thread_start(void (*body)(void));

#endif
