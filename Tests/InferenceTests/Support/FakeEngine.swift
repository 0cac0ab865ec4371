import Foundation

/// A library that claims to be an ONNX Runtime of any release, compiled where there is a C compiler.
enum FakeEngine {
    /// The compiler, or `nil` where there is none.
    static let compiler: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return ["clang", "cc", "gcc"].lazy
            .flatMap { name in folders.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// Compiles the library into a folder.
    static func build(release: String, in folder: URL) throws -> String {
        let source = """
            struct base { const void *(*get_api)(unsigned); const char *(*get_version)(void); };
            static const void *get_api(unsigned version) { return 0; }
            static const char *get_version(void) { return "\(release)"; }
            static const struct base base = { get_api, get_version };
            const struct base *OrtGetApiBase(void) { return &base; }
            """
        let file = try Array(source.utf8).write("fake.c", in: folder)
        let library = folder.appendingPathComponent("libfake.so").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: compiler ?? "/usr/bin/cc")
        process.arguments = ["-shared", "-fPIC", "-o", library, file]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return library
    }
}
