package import CInference
import Diagnosis

/// ONNX Runtime's function table, loaded once, and the one place where a status becomes an error.
///
/// `@unchecked`: the table is static memory of a library that is never closed.
package struct ONNXRuntimeAPI: @unchecked Sendable {
    /// The table; slots up to those of ``version`` exist.
    package let table: UnsafePointer<OrtApi>
    /// The library's release, such as `1.28.0`.
    package let release: String
    /// The API version in use: the library's own, at most the newest that is known here.
    package let version: Int
    /// Where the library was found.
    package let path: String

    /// The oldest API version with every slot that is used here; before it arm64 sandboxes without a CPU list crash.
    package static let oldestVersion = 23
    /// The newest API version whose slots are known here.
    private static let newestVersion = 28

    /// The table of the library that is found, or why there is none; asking again gives the same answer.
    package static let shared = Result { () throws(InferenceError) in
        try ONNXRuntimeAPI(path: RuntimeLibrary.onnxRuntime.locate())
    }

    /// Opens a library and takes its table.
    ///
    /// - Throws: ``InferenceError`` with `engine-unusable` where the library does not open or lacks the entry point,
    ///   `engine-too-old` where its version is below ``oldestVersion``.
    package init(path: String) throws(InferenceError) {
        var message: UnsafePointer<CChar>?
        guard let library = apus_library_open(path, &message) else {
            throw InferenceError(
                .engineUnusable, "the engine's library \(path) does not open",
                found: message.map { Diagnosis.excerpt(String(cString: $0)) },
                advice: "fetch it anew with scripts/setup; it must be of this processor's kind")
        }
        guard let symbol = apus_library_symbol(library, "OrtGetApiBase") else {
            throw InferenceError(
                .engineUnusable, "\(path) is not ONNX Runtime", expected: "the symbol OrtGetApiBase",
                found: "a library without it", advice: "set APUS_ONNXRUNTIME to libonnxruntime's path")
        }
        let base = unsafeBitCast(symbol, to: OrtGetApiBaseFunction.self)()
        let release = base?.pointee.get_version().map { String(cString: $0) } ?? ""
        let found = Self.apiVersion(ofRelease: release)
        guard found >= Self.oldestVersion else {
            throw InferenceError(
                .engineTooOld, "ONNX Runtime at \(path) is too old", expected: "1.\(Self.oldestVersion) or newer",
                found: Diagnosis.excerpt(release.isEmpty ? "no version" : release),
                advice: "fetch a newer one with scripts/setup")
        }
        guard let get = base?.pointee.get_api, let table = get(UInt32(min(found, Self.newestVersion))) else {
            throw InferenceError(
                .engineUnusable, "ONNX Runtime \(release) at \(path) does not give its functions",
                advice: "fetch it anew with scripts/setup")
        }
        self.table = table.assumingMemoryBound(to: OrtApi.self)
        self.release = release
        self.version = min(found, Self.newestVersion)
        self.path = path
    }

    /// API version N belongs to release 1.N; anything else counts as too old.
    private static func apiVersion(ofRelease release: String) -> Int {
        let parts = release.split(separator: ".").map { Int($0) }
        guard parts.count >= 2, parts[0] == 1, let minor = parts[1] else { return 0 }
        return minor
    }

    /// Takes a status over: nothing on success, otherwise an error with the engine's words.
    ///
    /// - Parameters:
    ///   - status: What a function of the table returned.
    ///   - explain: Makes the error of the engine's code and message.
    /// - Throws: What `explain` made.
    package func check(
        _ status: OpaquePointer?, or explain: (ONNXRuntimeFailure) -> InferenceError = InferenceError.unexpected
    ) throws(InferenceError) {
        guard let status else { return }
        let failure = ONNXRuntimeFailure(
            code: Int(ort_status_code(table, status)),
            message: ort_status_message(table, status).map { String(cString: $0) } ?? "")
        ort_release_status(table, status)
        throw explain(failure)
    }
}

extension InferenceError {
    /// What a failure becomes that nothing is known about.
    package static func unexpected(_ failure: ONNXRuntimeFailure) -> InferenceError {
        InferenceError(
            .engineFailed, "ONNX Runtime failed unexpectedly", found: failure.excerpt, underlying: failure)
    }
}
