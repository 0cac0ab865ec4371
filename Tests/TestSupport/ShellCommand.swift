#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A command line that the shell runs: other people's programs, which judge what ours wrote.
package struct ShellCommand: Sendable {
    /// What it printed, errors too.
    package let output: String
    /// How it ended: 0 for success.
    package let status: Int32

    /// Runs it to its end.
    ///
    /// - Parameter line: What the shell reads; it prints errors among the rest unless they are sent elsewhere.
    package init(_ line: String) {
        guard let stream = popen("exec 2>&1 </dev/null; \(line)", "r") else {
            (output, status) = ("", -1)
            return
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while case let count = fread(&piece, 1, piece.count, stream), count > 0 { bytes += piece[..<count] }
        output = String(decoding: bytes, as: UTF8.self)
        let ending = pclose(stream)
        status = ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -1
    }

    /// Whether all these programs are installed: the condition of the tests that need them.
    package static func has(_ programs: String...) -> Bool {
        programs.allSatisfy { ShellCommand("command -v \($0)").status == 0 }
    }
}
