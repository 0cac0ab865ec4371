#include "library_loader.h"

#include <dlfcn.h>

void *apus_library_open(const char *path, const char **message) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    *message = library ? 0 : dlerror();
    return library;
}

void *apus_library_symbol(void *library, const char *name) {
    return dlsym(library, name);
}
