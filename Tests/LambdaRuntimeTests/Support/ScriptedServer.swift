import Foundation
import Synchronization

/// A server that answers the first request with the first step of a script, and so on, right or wrong.
///
/// After the last step it reads and says nothing.
final class ScriptedServer: Sendable {
    /// What happens to a request.
    enum Step: Sendable {
        /// These bytes are sent.
        case send(String)
        /// These bytes are sent, and the connection is closed.
        case sendAndClose(String)
        /// These bytes are sent before the body has been read, and the connection is closed.
        case sendEarlyAndClose(String)
        /// These bytes are sent one at a time.
        case trickle(String)
        /// The connection is closed without an answer.
        case close
    }

    /// The value for `AWS_LAMBDA_RUNTIME_API`.
    let endpoint: String
    private let descriptor: Int32
    private let state: Mutex<(steps: [Step], requests: [String])>

    /// What was asked: each request's first line, and its body after a space where it has one.
    var requests: [String] { state.withLock { $0.requests } }

    init(_ steps: [Step]) {
        state = Mutex((steps, []))
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(descriptor, pointer, size)
                _ = listen(descriptor, 8)
                _ = getsockname(descriptor, pointer, &size)
            }
        }
        endpoint = "127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                guard let self else { return }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var received: [UInt8] = []
        while let head = readHead(connection, &received) {
            let isEarly = state.withLock { state in
                if case .sendEarlyAndClose = state.steps.first { true } else { false }
            }
            let body = isEarly ? nil : readBody(head, connection, &received)
            let line = head.split(separator: "\r\n").first.map(String.init) ?? ""
            let step = state.withLock { state in
                state.requests.append(body.map { "\(line) \($0)" } ?? line)
                return state.steps.isEmpty ? nil : state.steps.removeFirst()
            }
            guard let step else { continue }
            guard perform(step, connection) else { return }
        }
    }

    private func perform(_ step: Step, _ connection: Int32) -> Bool {
        switch step {
        case .send(let text): write(text, connection)
        case .trickle(let text): for character in text { write(String(character), connection) }
        case .sendAndClose(let text):
            write(text, connection)
            return false
        case .sendEarlyAndClose(let text):
            write(text, connection)
            return false
        case .close: return false
        }
        return true
    }

    private func write(_ text: String, _ connection: Int32) {
        let bytes = Array(text.utf8)
        _ = Foundation.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func readHead(_ connection: Int32, _ received: inout [UInt8]) -> String? {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                defer { received.removeSubrange(..<end.upperBound) }
                return String(decoding: received[..<end.lowerBound], as: UTF8.self)
            }
            guard readMore(connection, &received) else { return nil }
        }
    }

    private func readBody(_ head: String, _ connection: Int32, _ received: inout [UInt8]) -> String? {
        let field = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }
        guard let length = field.flatMap({ Int($0.dropFirst(16)) }) else { return nil }
        while received.count < length, readMore(connection, &received) {}
        defer { received.removeFirst(min(length, received.count)) }
        return String(decoding: received.prefix(length), as: UTF8.self)
    }

    private func readMore(_ connection: Int32, _ received: inout [UInt8]) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(connection, &bytes, bytes.count, 0)
        if count > 0 { received += bytes.prefix(count) }
        return count > 0
    }
}

extension ScriptedServer.Step {
    /// An event as Lambda sends it.
    static func event(_ body: String, id: String = "id-1") -> String {
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: \(id)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// What Lambda says when it has taken an answer.
    static let accepted = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
}
