// UTF-8 as Unicode defines it (table 3-7): no overlong forms, no surrogates, nothing past U+10FFFF.

#ifndef APUS_UTF8_H
#define APUS_UTF8_H

#include <stddef.h>
#include <stdint.h>

/// How many bytes of text are whole, valid UTF-8, from its beginning.
size_t apus_valid_utf8(const uint8_t *text, size_t count);

#endif
