import Foundation

/// A web server on a free port that answers as `Scripts/picture_server.py` says; it ends with its owner.
final class PictureServer: Sendable {
    private let process: Process
    /// The start of its addresses.
    let address: String

    init() throws {
        process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Fixture.script("picture_server.py"), Fixture.picture("jpeg-420.jpg")]
        process.standardOutput = output
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    deinit {
        process.terminate()
    }
}
