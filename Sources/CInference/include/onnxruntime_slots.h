// ONNX Runtime's C interface as a table of function pointers, reached by position.
//
// The table is append-only: a slot never moves or changes its signature. Numbers and types follow
// onnxruntime_c_api.h of API version 28 (github.com/microsoft/onnxruntime, MIT); only slots that are used stand here.
// Every function that returns OrtStatus * gives NULL on success and an owned status otherwise.

#ifndef APUS_ONNXRUNTIME_SLOTS_H
#define APUS_ONNXRUNTIME_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct OrtStatus OrtStatus;
typedef struct OrtEnv OrtEnv;
typedef struct OrtSessionOptions OrtSessionOptions;
typedef struct OrtSession OrtSession;
typedef struct OrtRunOptions OrtRunOptions;
typedef struct OrtValue OrtValue;
typedef struct OrtMemoryInfo OrtMemoryInfo;
typedef struct OrtAllocator OrtAllocator;
typedef struct OrtModelMetadata OrtModelMetadata;
typedef struct OrtTypeInfo OrtTypeInfo;
typedef struct OrtTensorTypeAndShapeInfo OrtTensorTypeAndShapeInfo;
typedef struct OrtSequenceTypeInfo OrtSequenceTypeInfo;
typedef struct OrtMapTypeInfo OrtMapTypeInfo;

/// The entry point's answer: the version string, and the table of a version.
typedef struct OrtApiBase {
    const void *(*get_api)(uint32_t version);
    const char *(*get_version)(void);
} OrtApiBase;

typedef const OrtApiBase *(*OrtGetApiBaseFunction)(void);

/// The table; how many slots it has depends on the version.
typedef struct OrtApi {
    const void *slot[1];
} OrtApi;

#define ORT_SLOT(number, result, types) ((result(*) types)api->slot[number])

// Status

static inline int32_t ort_status_code(const OrtApi *api, const OrtStatus *status) {
    return ORT_SLOT(1, int32_t, (const OrtStatus *))(status);
}
static inline const char *ort_status_message(const OrtApi *api, const OrtStatus *status) {
    return ORT_SLOT(2, const char *, (const OrtStatus *))(status);
}
static inline void ort_release_status(const OrtApi *api, OrtStatus *status) {
    ORT_SLOT(93, void, (OrtStatus *))(status);
}

// Environment

static inline OrtStatus *ort_create_env(const OrtApi *api, int32_t severity, const char *name, OrtEnv **out) {
    return ORT_SLOT(3, OrtStatus *, (int32_t, const char *, OrtEnv **))(severity, name, out);
}
static inline OrtStatus *ort_disable_telemetry(const OrtApi *api, const OrtEnv *env) {
    return ORT_SLOT(6, OrtStatus *, (const OrtEnv *))(env);
}
static inline OrtStatus *ort_default_allocator(const OrtApi *api, OrtAllocator **out) {
    return ORT_SLOT(78, OrtStatus *, (OrtAllocator **))(out);
}
static inline OrtStatus *ort_allocator_free(const OrtApi *api, OrtAllocator *allocator, void *memory) {
    return ORT_SLOT(76, OrtStatus *, (OrtAllocator *, void *))(allocator, memory);
}
static inline OrtStatus *ort_create_cpu_memory_info(const OrtApi *api, int32_t allocator, int32_t memory,
                                                    OrtMemoryInfo **out) {
    return ORT_SLOT(69, OrtStatus *, (int32_t, int32_t, OrtMemoryInfo **))(allocator, memory, out);
}

// Session options

static inline OrtStatus *ort_create_session_options(const OrtApi *api, OrtSessionOptions **out) {
    return ORT_SLOT(10, OrtStatus *, (OrtSessionOptions **))(out);
}
static inline void ort_release_session_options(const OrtApi *api, OrtSessionOptions *options) {
    ORT_SLOT(100, void, (OrtSessionOptions *))(options);
}
static inline OrtStatus *ort_set_intra_op_threads(const OrtApi *api, OrtSessionOptions *options, int32_t count) {
    return ORT_SLOT(24, OrtStatus *, (OrtSessionOptions *, int32_t))(options, count);
}
static inline OrtStatus *ort_set_graph_optimization(const OrtApi *api, OrtSessionOptions *options, int32_t level) {
    return ORT_SLOT(23, OrtStatus *, (OrtSessionOptions *, int32_t))(options, level);
}
static inline OrtStatus *ort_set_optimized_model_path(const OrtApi *api, OrtSessionOptions *options,
                                                      const char *path) {
    return ORT_SLOT(11, OrtStatus *, (OrtSessionOptions *, const char *))(options, path);
}
static inline OrtStatus *ort_disable_arena(const OrtApi *api, OrtSessionOptions *options) {
    return ORT_SLOT(19, OrtStatus *, (OrtSessionOptions *))(options);
}
static inline OrtStatus *ort_enable_profiling(const OrtApi *api, OrtSessionOptions *options, const char *prefix) {
    return ORT_SLOT(14, OrtStatus *, (OrtSessionOptions *, const char *))(options, prefix);
}
static inline OrtStatus *ort_add_session_config(const OrtApi *api, OrtSessionOptions *options, const char *key,
                                                const char *value) {
    return ORT_SLOT(130, OrtStatus *, (OrtSessionOptions *, const char *, const char *))(options, key, value);
}

// Sessions

static inline OrtStatus *ort_create_session(const OrtApi *api, const OrtEnv *env, const char *path,
                                            const OrtSessionOptions *options, OrtSession **out) {
    return ORT_SLOT(7, OrtStatus *, (const OrtEnv *, const char *, const OrtSessionOptions *, OrtSession **))(
        env, path, options, out);
}
static inline OrtStatus *ort_create_session_from_bytes(const OrtApi *api, const OrtEnv *env, const void *bytes,
                                                       size_t count, const OrtSessionOptions *options,
                                                       OrtSession **out) {
    return ORT_SLOT(8, OrtStatus *, (const OrtEnv *, const void *, size_t, const OrtSessionOptions *, OrtSession **))(
        env, bytes, count, options, out);
}
static inline void ort_release_session(const OrtApi *api, OrtSession *session) {
    ORT_SLOT(95, void, (OrtSession *))(session);
}
static inline OrtStatus *ort_input_count(const OrtApi *api, const OrtSession *session, size_t *out) {
    return ORT_SLOT(30, OrtStatus *, (const OrtSession *, size_t *))(session, out);
}
static inline OrtStatus *ort_output_count(const OrtApi *api, const OrtSession *session, size_t *out) {
    return ORT_SLOT(31, OrtStatus *, (const OrtSession *, size_t *))(session, out);
}
static inline OrtStatus *ort_input_name(const OrtApi *api, const OrtSession *session, size_t index,
                                        OrtAllocator *allocator, char **out) {
    return ORT_SLOT(36, OrtStatus *, (const OrtSession *, size_t, OrtAllocator *, char **))(
        session, index, allocator, out);
}
static inline OrtStatus *ort_output_name(const OrtApi *api, const OrtSession *session, size_t index,
                                         OrtAllocator *allocator, char **out) {
    return ORT_SLOT(37, OrtStatus *, (const OrtSession *, size_t, OrtAllocator *, char **))(
        session, index, allocator, out);
}
static inline OrtStatus *ort_input_type(const OrtApi *api, const OrtSession *session, size_t index,
                                        OrtTypeInfo **out) {
    return ORT_SLOT(33, OrtStatus *, (const OrtSession *, size_t, OrtTypeInfo **))(session, index, out);
}
static inline OrtStatus *ort_output_type(const OrtApi *api, const OrtSession *session, size_t index,
                                         OrtTypeInfo **out) {
    return ORT_SLOT(34, OrtStatus *, (const OrtSession *, size_t, OrtTypeInfo **))(session, index, out);
}

// Model metadata

static inline OrtStatus *ort_model_metadata(const OrtApi *api, const OrtSession *session, OrtModelMetadata **out) {
    return ORT_SLOT(111, OrtStatus *, (const OrtSession *, OrtModelMetadata **))(session, out);
}
static inline void ort_release_model_metadata(const OrtApi *api, OrtModelMetadata *metadata) {
    ORT_SLOT(118, void, (OrtModelMetadata *))(metadata);
}
static inline OrtStatus *ort_metadata_keys(const OrtApi *api, const OrtModelMetadata *metadata,
                                           OrtAllocator *allocator, char ***keys, int64_t *count) {
    return ORT_SLOT(123, OrtStatus *, (const OrtModelMetadata *, OrtAllocator *, char ***, int64_t *))(
        metadata, allocator, keys, count);
}
static inline OrtStatus *ort_metadata_value(const OrtApi *api, const OrtModelMetadata *metadata,
                                            OrtAllocator *allocator, const char *key, char **out) {
    return ORT_SLOT(116, OrtStatus *, (const OrtModelMetadata *, OrtAllocator *, const char *, char **))(
        metadata, allocator, key, out);
}

// Runs

static inline OrtStatus *ort_create_run_options(const OrtApi *api, OrtRunOptions **out) {
    return ORT_SLOT(39, OrtStatus *, (OrtRunOptions **))(out);
}
static inline void ort_release_run_options(const OrtApi *api, OrtRunOptions *options) {
    ORT_SLOT(97, void, (OrtRunOptions *))(options);
}
static inline OrtStatus *ort_set_terminate(const OrtApi *api, OrtRunOptions *options) {
    return ORT_SLOT(46, OrtStatus *, (OrtRunOptions *))(options);
}
static inline OrtStatus *ort_run(const OrtApi *api, OrtSession *session, const OrtRunOptions *options,
                                 const char *const *input_names, const OrtValue *const *inputs, size_t input_count,
                                 const char *const *output_names, size_t output_count, OrtValue **outputs) {
    return ORT_SLOT(9, OrtStatus *,
                    (OrtSession *, const OrtRunOptions *, const char *const *, const OrtValue *const *, size_t,
                     const char *const *, size_t, OrtValue **))(
        session, options, input_names, inputs, input_count, output_names, output_count, outputs);
}

// Values

static inline OrtStatus *ort_create_tensor_over(const OrtApi *api, const OrtMemoryInfo *memory, void *data,
                                                size_t byte_count, const int64_t *shape, size_t rank, int32_t type,
                                                OrtValue **out) {
    return ORT_SLOT(49, OrtStatus *,
                    (const OrtMemoryInfo *, void *, size_t, const int64_t *, size_t, int32_t, OrtValue **))(
        memory, data, byte_count, shape, rank, type, out);
}
static inline OrtStatus *ort_create_tensor(const OrtApi *api, OrtAllocator *allocator, const int64_t *shape,
                                           size_t rank, int32_t type, OrtValue **out) {
    return ORT_SLOT(48, OrtStatus *, (OrtAllocator *, const int64_t *, size_t, int32_t, OrtValue **))(
        allocator, shape, rank, type, out);
}
static inline OrtStatus *ort_string_buffer(const OrtApi *api, OrtValue *value, size_t index, size_t byte_count,
                                           char **out) {
    return ORT_SLOT(252, OrtStatus *, (OrtValue *, size_t, size_t, char **))(value, index, byte_count, out);
}
static inline OrtStatus *ort_tensor_data(const OrtApi *api, OrtValue *value, void **out) {
    return ORT_SLOT(51, OrtStatus *, (OrtValue *, void **))(value, out);
}
static inline OrtStatus *ort_value_type(const OrtApi *api, const OrtValue *value, int32_t *out) {
    return ORT_SLOT(67, OrtStatus *, (const OrtValue *, int32_t *))(value, out);
}
static inline OrtStatus *ort_value_tensor_info(const OrtApi *api, const OrtValue *value,
                                               OrtTensorTypeAndShapeInfo **out) {
    return ORT_SLOT(65, OrtStatus *, (const OrtValue *, OrtTensorTypeAndShapeInfo **))(value, out);
}
static inline OrtStatus *ort_strings_byte_count(const OrtApi *api, const OrtValue *value, size_t *out) {
    return ORT_SLOT(53, OrtStatus *, (const OrtValue *, size_t *))(value, out);
}
static inline OrtStatus *ort_strings_content(const OrtApi *api, const OrtValue *value, void *bytes, size_t byte_count,
                                             size_t *offsets, size_t count) {
    return ORT_SLOT(54, OrtStatus *, (const OrtValue *, void *, size_t, size_t *, size_t))(
        value, bytes, byte_count, offsets, count);
}
static inline OrtStatus *ort_element_count(const OrtApi *api, const OrtValue *value, size_t *out) {
    return ORT_SLOT(81, OrtStatus *, (const OrtValue *, size_t *))(value, out);
}
static inline OrtStatus *ort_element(const OrtApi *api, const OrtValue *value, int32_t index, OrtAllocator *allocator,
                                     OrtValue **out) {
    return ORT_SLOT(80, OrtStatus *, (const OrtValue *, int32_t, OrtAllocator *, OrtValue **))(
        value, index, allocator, out);
}
static inline void ort_release_value(const OrtApi *api, OrtValue *value) {
    ORT_SLOT(96, void, (OrtValue *))(value);
}

// Types

static inline void ort_release_type_info(const OrtApi *api, OrtTypeInfo *info) {
    ORT_SLOT(98, void, (OrtTypeInfo *))(info);
}
static inline OrtStatus *ort_kind(const OrtApi *api, const OrtTypeInfo *info, int32_t *out) {
    return ORT_SLOT(56, OrtStatus *, (const OrtTypeInfo *, int32_t *))(info, out);
}
static inline OrtStatus *ort_as_tensor_info(const OrtApi *api, const OrtTypeInfo *info,
                                            const OrtTensorTypeAndShapeInfo **out) {
    return ORT_SLOT(55, OrtStatus *, (const OrtTypeInfo *, const OrtTensorTypeAndShapeInfo **))(info, out);
}
static inline OrtStatus *ort_as_sequence_info(const OrtApi *api, const OrtTypeInfo *info,
                                              const OrtSequenceTypeInfo **out) {
    return ORT_SLOT(104, OrtStatus *, (const OrtTypeInfo *, const OrtSequenceTypeInfo **))(info, out);
}
static inline OrtStatus *ort_sequence_element_type(const OrtApi *api, const OrtSequenceTypeInfo *info,
                                                   OrtTypeInfo **out) {
    return ORT_SLOT(107, OrtStatus *, (const OrtSequenceTypeInfo *, OrtTypeInfo **))(info, out);
}
static inline OrtStatus *ort_as_map_info(const OrtApi *api, const OrtTypeInfo *info, const OrtMapTypeInfo **out) {
    return ORT_SLOT(103, OrtStatus *, (const OrtTypeInfo *, const OrtMapTypeInfo **))(info, out);
}
static inline OrtStatus *ort_map_key_type(const OrtApi *api, const OrtMapTypeInfo *info, int32_t *out) {
    return ORT_SLOT(105, OrtStatus *, (const OrtMapTypeInfo *, int32_t *))(info, out);
}
static inline OrtStatus *ort_map_value_type(const OrtApi *api, const OrtMapTypeInfo *info, OrtTypeInfo **out) {
    return ORT_SLOT(106, OrtStatus *, (const OrtMapTypeInfo *, OrtTypeInfo **))(info, out);
}
static inline void ort_release_tensor_info(const OrtApi *api, OrtTensorTypeAndShapeInfo *info) {
    ORT_SLOT(99, void, (OrtTensorTypeAndShapeInfo *))(info);
}
static inline OrtStatus *ort_tensor_element_type(const OrtApi *api, const OrtTensorTypeAndShapeInfo *info,
                                                 int32_t *out) {
    return ORT_SLOT(60, OrtStatus *, (const OrtTensorTypeAndShapeInfo *, int32_t *))(info, out);
}
static inline OrtStatus *ort_tensor_rank(const OrtApi *api, const OrtTensorTypeAndShapeInfo *info, size_t *out) {
    return ORT_SLOT(61, OrtStatus *, (const OrtTensorTypeAndShapeInfo *, size_t *))(info, out);
}
static inline OrtStatus *ort_tensor_dimensions(const OrtApi *api, const OrtTensorTypeAndShapeInfo *info, int64_t *out,
                                               size_t rank) {
    return ORT_SLOT(62, OrtStatus *, (const OrtTensorTypeAndShapeInfo *, int64_t *, size_t))(info, out, rank);
}
static inline OrtStatus *ort_tensor_dimension_names(const OrtApi *api, const OrtTensorTypeAndShapeInfo *info,
                                                    const char **out, size_t rank) {
    return ORT_SLOT(63, OrtStatus *, (const OrtTensorTypeAndShapeInfo *, const char **, size_t))(info, out, rank);
}
/// Since API 24: false for a tensor of unknown rank, which otherwise looks like a scalar.
static inline bool ort_has_shape(const OrtApi *api, const OrtTensorTypeAndShapeInfo *info) {
    return ORT_SLOT(390, bool, (const OrtTensorTypeAndShapeInfo *))(info);
}

#endif
