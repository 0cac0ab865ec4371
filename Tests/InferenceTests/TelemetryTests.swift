#if os(Linux)
import Foundation
import Inference
import Testing

/// Releases of ONNX Runtime from 1.29 on carry an uploader that is on by default.
@Suite("The engine sends nothing home")
struct TelemetryTests {
    @Test("loading and running a model leaves no thread, no socket and no file")
    func silence() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { home in
                // A process of its own: the engine is not loaded yet, and its home folder is empty.
                setenv("HOME", home.path, 1)
                setenv("XDG_CACHE_HOME", home.path + "/cache", 1)
                unsetenv("ORT_DISABLE_TELEMETRY")
                let before = Traces()
                let session = try Fixture.session("soak_fp32")
                let image = try Tensor([Float](repeating: 0.5, count: 6_912), shape: [1, 3, 48, 48])
                for _ in 0..<10 { _ = try session.run(["image": image]) }
                let after = Traces()
                try #require(after.threads == before.threads)
                try #require(after.sockets == before.sockets)
                try #require(try FileManager.default.subpathsOfDirectory(atPath: home.path).isEmpty)
            }
        }
    }
}

/// What an uploader would add to this process.
private struct Traces {
    let threads: Set<String>
    let sockets: Set<String>

    init() {
        threads = Set(Self.entries(of: "/proc/self/task"))
        let files = Self.entries(of: "/proc/self/fd").compactMap { file in
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + file)
        }
        sockets = Set(files.filter { $0.hasPrefix("socket:") })
    }

    private static func entries(of folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
#endif
