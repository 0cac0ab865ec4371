#include "base64.h"

apus_base64_result apus_base64_finish(const apus_base64_state *state, uint8_t *output, size_t capacity) {
    apus_base64_result result = {0, 0, APUS_BASE64_COMPLETE};
    if (state->characters == 0) return result;
    uint32_t spare_bits = state->characters == 2 ? 4 : 2;
    if (state->padding != 0 && state->characters + state->padding != 4) {
        result.status = APUS_BASE64_BAD_PADDING;
    } else if (state->characters == 1 || (state->bits & ((1u << spare_bits) - 1)) != 0) {
        result.status = APUS_BASE64_BAD_END;
    } else if (capacity < state->characters - 1) {
        result.status = APUS_BASE64_FULL;
    } else {
        uint32_t bytes = state->bits >> spare_bits;
        if (state->characters == 3) output[result.written++] = (uint8_t)(bytes >> 8);
        output[result.written++] = (uint8_t)bytes;
    }
    return result;
}
