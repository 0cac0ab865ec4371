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

    /// Writes text for people, without a line's end; where it cannot be written, nobody is there to be told.
    static func writeError(_ text: String) {
        try? writeAll(text, to: STDERR_FILENO)
    }

    /// Writes results, without a line's end; a closed pipe ends the program as it ends others.
    ///
    /// - Throws: `ToolError` with `output-unwritable`, so that a full disk is not taken for success.
    static func write(_ text: String) throws(ToolError) {
        try writeAll(text, to: STDOUT_FILENO)
    }

    /// Writes an error in at most three lines; `subject` stands before it where the error does not name it.
    static func printError(_ error: any Error, about subject: String? = nil) {
        let lines = "\(error)".split(separator: "\n").map { Diagnosis.excerpt(String($0), limit: 2_000) }
        let text = lines.joined(separator: "\n")
        let prefix = subject.map { Diagnosis.excerpt($0) }.flatMap { text.contains($0) ? nil : "\($0): " } ?? ""
        writeError("error: \(prefix)\(text)\n")
    }

    /// Unbuffered, so that the two streams keep their order.
    private static func writeAll(_ text: String, to descriptor: Int32) throws(ToolError) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let written = bytes[done...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            // The networking library ignores the signal that would have ended the program.
            if written < 0, errno == EPIPE { Interruption.endProcess(by: SIGPIPE) }
            guard written > 0 else {
                throw ToolError(unwritable: "standard output", found: String(cString: strerror(errno)))
            }
            done += written
        }
    }
}

/// The system call, under a name that ``Terminal/write(_:)`` does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
