/* Hints to the system about memory that is about to be written. */
#define _GNU_SOURCE
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#include "CImageCodecs.h"

void codec_picture_expect_writes(codec_picture picture) {
#ifdef MADV_HUGEPAGE
    size_t count = (size_t)picture.width * picture.height * 3;
    if (count < (size_t)4 << 20) return;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)picture.rgb + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)picture.rgb + count) / page * page;
    /* Only a hint: where it is refused, pages come one by one. */
    (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)picture;
#endif
}
