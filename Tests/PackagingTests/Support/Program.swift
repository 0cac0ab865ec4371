import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs programs that nobody here wrote, to compare with.
enum Program {
    struct Result {
        let status: Int32
        let lines: [String]
    }

    /// Whether a program is installed.
    static func isThere(_ name: String) -> Bool {
        ["/usr/bin", "/bin", "/usr/local/bin"].contains { access("\($0)/\(name)", X_OK) == 0 }
    }

    /// Runs a line of a shell; both streams are kept.
    static func run(_ line: String) throws -> Result {
        let folder = try ScratchFolder()
        let status = spawn(["/bin/sh", "-c", "{ \(line)\n} > '\(folder.path)/out' 2>&1 < /dev/null"])
        let text = String(decoding: bytes(of: folder.path + "/out"), as: UTF8.self)
        return Result(status: status, lines: text.split(separator: "\n").map(String.init))
    }

    private static func spawn(_ command: [String]) -> Int32 {
        let arguments = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var identifier = pid_t()
        guard posix_spawn(&identifier, command[0], nil, nil, arguments, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}
