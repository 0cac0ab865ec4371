import CTextScan
import JSONText

/// Scans and unescapes a string with each instruction set; all must see the same.
func fuzzJSONString(_ bytes: [UInt8]) -> Bool {
    var seen: [Scanned] = []
    for index in 0... {
        guard let tier = apus_tier_at(index)?.pointee else { break }
        seen.append(Scanned(bytes, tier))
    }
    require(seen.allSatisfy { $0 == seen[0] }, "all instruction sets see the same")
    let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
    guard let value = try? JSONDocument(quoted).root, let text = value.stringBytes else { return true }
    require(String(validating: text, as: UTF8.self) != nil, "an unescaped string is UTF-8")
    require(seen[0].unescaped == text, "the Swift side")
    var writer = JSONWriter()
    writer.value(String(decoding: text, as: UTF8.self))
    require((try? JSONDocument(writer.bytes).root.stringBytes) == text, "what is written is read")
    let decoded = try? value.base64Decoded(maximumBytes: 1 << 20)
    require(decoded == (try? Base64.decode(text, maximumBytes: 1 << 20)), "base64 is decoded as if it were unescaped")
    return true
}

/// What one instruction set sees in a string.
private struct Scanned: Equatable {
    let end: Int
    let status: UInt32
    let hasEscapes: Bool
    let escapable: Int
    var unescaped: [UInt8]?

    init(_ text: [UInt8], _ tier: apus_tier) {
        let quoted = text + [UInt8(ascii: "\"")]
        let scan = tier.scan_string(quoted, quoted.count)
        end = scan.end
        status = scan.status.rawValue
        hasEscapes = scan.has_escapes
        escapable = tier.find_escapable(text, text.count)
        guard scan.status == APUS_STRING_COMPLETE else { return }
        // Through a small buffer, as base64 is, and at once.
        let whole = Self.unescape(text[..<scan.end], tier, room: scan.end)
        require(Self.unescape(text[..<scan.end], tier, room: 100) == whole, "pieces make the whole")
        unescaped = whole
    }

    private static func unescape(_ text: ArraySlice<UInt8>, _ tier: apus_tier, room: Int) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text)
        while !rest.isEmpty {
            var piece = [UInt8](repeating: 0, count: room)
            let done = tier.unescape(rest, rest.count, &piece, room)
            require(done.read > 0, "unescaping goes on")
            result += piece[..<done.written]
            rest.removeFirst(done.read)
        }
        return result
    }
}
