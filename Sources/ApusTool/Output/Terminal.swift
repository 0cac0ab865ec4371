import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The two streams: results on standard output, words for people on standard error.
enum Terminal {
    /// Whether people, not a pipe, read standard output.
    static let isOutputInteractive = isatty(STDOUT_FILENO) == 1
    /// Whether people, not a pipe, read standard error.
    static let isErrorInteractive = isatty(STDERR_FILENO) == 1

    /// Columns of the terminal that shows standard error.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes text for people, without a line's end.
    static func writeError(_ text: String) {
        writeAll(text, to: STDERR_FILENO)
    }

    /// Writes results, without a line's end.
    static func write(_ text: String) {
        writeAll(text, to: STDOUT_FILENO)
    }

    /// Writes an error in at most three lines.
    static func printError(_ error: any Error, about subject: String? = nil) {
        let prefix = subject.map { "\(Diagnosis.excerpt($0)): " } ?? ""
        writeError("error: \(prefix)\(error)\n")
    }

    /// Unbuffered, so that the two streams keep their order; a closed pipe ends the program as it ends others.
    private static func writeAll(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let written = systemWrite(descriptor, rest.baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
    }
}

/// The system call, under a name that ``Terminal/write(_:)`` does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
