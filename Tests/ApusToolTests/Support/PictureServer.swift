import Foundation

/// A web server on a free port that answers as `Scripts/picture_server.py` says; it ends with its owner.
final class PictureServer: Sendable {
    private let process: ChildProcess
    /// The start of its addresses.
    let address: String

    init() throws {
        let folder = try TemporaryFolder()
        process = try ChildProcess(
            .init(
                arguments: ["python3", Fixture.script("picture_server.py"), Fixture.picture("jpeg-420.jpg")],
                environment: ProcessInfo.processInfo.environment, output: folder.path("port")))
        var port = ""
        for _ in 0..<2_000 where !port.hasSuffix("\n") {
            usleep(5_000)
            port = (try? String(contentsOf: folder.url("port"), encoding: .utf8)) ?? ""
        }
        address = "http://127.0.0.1:\(port.dropLast())"
    }

    deinit {
        process.send(SIGTERM)
        _ = process.wait()
    }
}
