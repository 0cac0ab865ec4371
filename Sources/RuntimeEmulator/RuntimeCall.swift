import NIOHTTP1

/// A call of the Runtime API, version 2018-06-01.
enum RuntimeCall: Equatable {
    /// Asks for an event.
    case next
    /// Answers an event.
    case response(requestID: String)
    /// Reports that an event failed.
    case error(requestID: String)
    /// Reports that initialization failed.
    case initializationError
    /// Says that a snapshot may be taken, and waits for the restore.
    case restoreNext
    /// Reports that the restore failed.
    case restoreError

    /// Reads a method and a path; `nil` where there is no such call.
    init?(_ head: HTTPRequestHead) {
        let parts = head.uri.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.starts(with: ["", "2018-06-01", "runtime"]) else { return nil }
        switch (head.method, Array(parts.dropFirst(3))) {
        case (.GET, ["invocation", "next"]): self = .next
        case (.POST, ["init", "error"]): self = .initializationError
        case (.GET, ["restore", "next"]): self = .restoreNext
        case (.POST, ["restore", "error"]): self = .restoreError
        case (.POST, let rest) where rest.count == 3 && rest[0] == "invocation" && rest[2] == "response":
            self = .response(requestID: rest[1])
        case (.POST, let rest) where rest.count == 3 && rest[0] == "invocation" && rest[2] == "error":
            self = .error(requestID: rest[1])
        default: return nil
        }
    }
}
