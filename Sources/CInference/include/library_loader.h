// Opening a shared library and finding a symbol in it, with the system's own words where that fails.

#ifndef APUS_LIBRARY_LOADER_H
#define APUS_LIBRARY_LOADER_H

/// Opens a library for good: it is never closed, for its threads and static state outlive any caller.
/// Gives NULL on failure and sets `message`, which lives until the next call on this thread.
void *apus_library_open(const char *path, const char **message);

/// The address of a symbol, or NULL.
void *apus_library_symbol(void *library, const char *name);

#endif
