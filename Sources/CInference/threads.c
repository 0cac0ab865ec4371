#include "threads.h"

#include <pthread.h>
#include <stddef.h>

/// glibc's default; others give secondary threads as little as 128 KiB.
static const size_t stack_bytes = 8 << 20;

static void *run(void *body) {
    ((void (*)(void))body)();
    return NULL;
}

bool apus_thread_start(void (*body)(void)) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    pthread_t thread;
    bool started = pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
                   pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0 &&
                   pthread_create(&thread, &attributes, run, (void *)body) == 0;
    pthread_attr_destroy(&attributes);
    return started;
}
