import CTextScan

extension JSONParser {
    mutating func skipWhiteSpace() {
        while true {
            switch current {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            case UInt8(ascii: "\\") where isAtEscapedWhiteSpace: position += 2
            default: return
            }
        }
    }

    private var isAtEscapedWhiteSpace: Bool {
        switch byte(at: position + 1) {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): quotes == .escaped
        default: false
        }
    }

    var isAtQuote: Bool {
        switch quotes {
        case .plain: current == UInt8(ascii: "\"")
        case .escaped: current == UInt8(ascii: "\\") && byte(at: position + 1) == UInt8(ascii: "\"")
        }
    }

    /// Steps over one byte that has to be there.
    mutating func expect(_ byte: UInt8, _ description: String) throws(JSONError) {
        guard current == byte else { throw unexpected(expected: description) }
        position += 1
    }

    mutating func skipLiteral(_ literal: StaticString) throws(JSONError) {
        for offset in 0..<literal.utf8CodeUnitCount {
            try expect(literal.utf8Start[offset], "\(literal)")
        }
    }

    /// Steps over a number: `-`, an integer without leading zeros, a fraction, an exponent (RFC 8259, section 6).
    mutating func skipNumber() throws(JSONError) {
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if current == UInt8(ascii: ".") {
            position += 1
            try skipDigits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws(JSONError) {
        guard isDigit(current) else { throw unexpected(expected: "a digit") }
        while isDigit(current) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Steps over a string from quote to quote.
    ///
    /// - Returns: Whether it has escapes.
    mutating func skipString() throws(JSONError) -> Bool {
        position += quotes.length
        guard quotes == .plain else {
            try skipEscapedString()
            return false
        }
        let scan = rest { apus_scan_string($0.baseAddress, $0.count) }
        position += scan.end
        switch scan.status {
        case APUS_STRING_COMPLETE:
            position += 1
            return scan.has_escapes
        case APUS_STRING_UNTERMINATED: throw unexpected(expected: "a closing quote")
        case APUS_STRING_CONTROL_CHARACTER: throw unexpected(expected: "control characters to be escaped")
        case APUS_STRING_BAD_ESCAPE:
            position += 1
            throw unexpected(expected: "an escape that JSON knows after \"\\\"")
        default: throw unexpected(expected: "UTF-8")
        }
    }

    /// Steps over what is left of a string in a string up to `\"`, the only escape in it.
    private mutating func skipEscapedString() throws(JSONError) {
        position += rest { apus_find_escapable($0.baseAddress, $0.count) }
        guard isAtQuote else { throw unexpected(expected: "an escaped quote") }
        position += quotes.length
    }

    private func rest<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[position..<end])) }
    }

    func unexpected(expected: String) -> JSONError {
        JSONError(
            .malformed, "the JSON is malformed at byte \(position)", expected: expected,
            found: ByteName.name(at: position, of: bytes[..<end]))
    }
}
