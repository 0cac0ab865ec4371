import Foundation
import Serving

/// The server of `Scripts/web_server.py`, started once for all tests; it ends with this process.
struct WebServer: Sendable {
    /// The port of plain HTTP.
    let port: Int
    /// The port of TLS, with a certificate that nobody trusts.
    let securePort: Int

    /// The server, or `nil` where Python or OpenSSL is missing.
    static let shared = WebServer()
    /// Why tests are skipped where there is none.
    static let isMissing = "python3 or openssl is not installed (scripts/setup --developer)"

    private init?() {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", FetchingFixture.path("Scripts/web_server.py")]
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        var line = Data()
        guard (try? process.run()) != nil else { return nil }
        while line.last != UInt8(ascii: "\n") {
            guard let more = try? output.fileHandleForReading.read(upToCount: 1), !more.isEmpty else { return nil }
            line += more
        }
        let ports = String(decoding: line.dropLast(), as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        guard ports.count == 2 else { return nil }
        (port, securePort) = (ports[0], ports[1])
    }

    /// A policy that has this server in its list, by name and by number.
    var policy: URLPolicy {
        get throws {
            let hosts = ["pictures.test", "other.test", "xn--bcher-kva.test", "127.0.0.1"].map { "\($0):\(port)" }
            return try URLPolicy((hosts + ["https://pictures.test:\(securePort)"]).joined(separator: ","), setting: "S")
        }
    }
}

/// Files of these tests.
enum FetchingFixture {
    static func path(_ relative: String) -> String {
        URL(filePath: #filePath).appending(path: "../../\(relative)").standardized.path
    }
}
