import NIOCore
import NIOHTTP1

extension HTTPRequest {
    /// What is sent before the body.
    ///
    /// Nothing in it can end a line early: a value with a line break would be a header, or a request, of somebody else's
    /// making (CWE-93, RFC 9112 section 11.1).
    ///
    /// - Throws: `http-request-unwritable`.
    var head: HTTPRequestHead {
        get throws(HTTPExchangeError) {
            try check()
            var fields = HTTPHeaders(headers.map { ($0.name, $0.value) })
            if !fields.contains(name: "host") { fields.add(name: "host", value: origin.authority) }
            if let body { fields.add(name: "content-length", value: String(body.count)) }
            return HTTPRequestHead(
                version: .http1_1, method: HTTPMethod(rawValue: method), uri: target, headers: fields)
        }
    }

    /// Whether the connection may serve others afterwards.
    ///
    /// One that goes to a chosen place may not: its name does not say where it leads.
    var mayKeepConnection: Bool {
        place == nil && !headers.contains { $0.name.lowercased() == "connection" }
    }

    private func check() throws(HTTPExchangeError) {
        guard Self.isToken(method) else { throw unwritable("its method") }
        guard target.hasPrefix("/"), target.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw unwritable("its path or query")
        }
        guard !origin.host.isEmpty, origin.host.utf8.allSatisfy(Self.isHostByte), 1...65_535 ~= origin.port else {
            throw unwritable("its host or port")
        }
        for (name, value) in headers {
            guard Self.isToken(name), !Self.framing.contains(name.lowercased()) else {
                throw unwritable("the name of a header")
            }
            guard value.utf8.allSatisfy(Self.isValueByte) else { throw unwritable("the value of a header") }
        }
        guard headers.count(where: { $0.name.lowercased() == "host" }) <= 1 else { throw unwritable("its second host") }
    }

    private func unwritable(_ part: String) -> HTTPExchangeError {
        HTTPExchangeError(.requestUnwritable, "the request cannot be sent because of \(part)")
    }

    /// Headers that say where the body ends, which is not the caller's to say.
    private static let framing: Set = ["content-length", "transfer-encoding", "trailer", "upgrade", "expect"]
    private static let tokenMarks = Set("!#$%&'*+-.^_`|~".utf8)

    /// RFC 9110 section 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || tokenMarks.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private static func isHostByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "-._:[]".utf8.contains(byte) }

    private static func isValueByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }
}
