import Imaging

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is fuzzed.
///
/// A harness gets any bytes, must not crash, and tells whether they were of its kind.
let harnesses: [String: @Sendable ([UInt8]) -> Bool] = [
    "address": fuzzAddress,
    "base64": fuzzBase64,
    "bmp": { fuzzImage($0, of: .bmp) },
    "event": fuzzLambdaEvent,
    "exif": fuzzEXIF,
    "form": fuzzForm,
    "gif": { fuzzImage($0, of: .gif) },
    "jpeg": { fuzzImage($0, of: .jpeg) },
    "json": fuzzJSONDocument,
    "json-string": fuzzJSONString,
    "png": { fuzzImage($0, of: .png) },
    "webp": { fuzzImage($0, of: .webp) },
]

/// The harness that `APUS_FUZZ_TARGET` names: libFuzzer has the command line to itself.
private let harness: @Sendable ([UInt8]) -> Bool = {
    let name = getenv("APUS_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let harness = harnesses[name] else {
        for name in harnesses.keys.sorted() { print(name) }
        exit(name.isEmpty ? 0 : 2)
    }
    return harness
}()

/// Takes an input from libFuzzer; -1 keeps it out of the corpus.
@_cdecl("LLVMFuzzerTestOneInput")
func takeInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    harness(Array(UnsafeBufferPointer(start: bytes, count: count))) ? 0 : -1
}

/// Stops the run where something does not hold that always should; libFuzzer saves the input.
func require(_ condition: Bool, _ claim: String) {
    precondition(condition, claim)
}
