import CTextScan
import JSONText

/// Decodes base64 with each instruction set, whole and in two pieces, against a decoder of a few lines.
func fuzzBase64(_ text: [UInt8]) -> Bool {
    let expected = decodedSlowly(text)
    let split = Int(text.first ?? 0) % (text.count + 1)
    for index in 0... {
        guard let tier = apus_tier_at(index)?.pointee else { break }
        require(decoded([text[...]], tier) == expected, "\(String(cString: tier.name)): the whole text")
        require(
            decoded([text[..<split], text[split...]], tier) == expected, "\(String(cString: tier.name)): two pieces")
    }
    if let expected {
        let encoded = Base64.encode(expected)
        require((try? Base64.decode(encoded, maximumBytes: expected.count)) == expected, "what is encoded is decoded")
        require(expected.isEmpty || (try? Base64.decode(encoded, maximumBytes: expected.count - 1)) == nil, "the limit")
    }
    if text.first != UInt8(ascii: "d") {
        require((try? Base64.decode(text, maximumBytes: text.count)) == expected || hasPrefix(text), "the Swift side")
    }
    return true
}

private func hasPrefix(_ text: [UInt8]) -> Bool {
    text.drop { " \t\r\n".utf8.contains($0) }.first.map { $0 | 0x20 == UInt8(ascii: "d") } ?? false
}

private func decoded(_ pieces: [ArraySlice<UInt8>], _ tier: apus_tier) -> [UInt8]? {
    var state = apus_base64_state()
    var output = [UInt8](repeating: 0, count: pieces.reduce(0) { $0 + $1.count })
    var written = 0
    for piece in pieces {
        let result = piece.withUnsafeBufferPointer { text in
            output.withUnsafeMutableBufferPointer { output in
                tier.base64_decode(
                    &state, text.baseAddress, text.count, output.baseAddress.map { $0 + written },
                    output.count - written)
            }
        }
        guard result.status == APUS_BASE64_COMPLETE else { return nil }
        written += result.written
    }
    let result = output.withUnsafeMutableBufferPointer { output in
        apus_base64_finish(&state, output.baseAddress.map { $0 + written }, output.count - written)
    }
    return result.status == APUS_BASE64_COMPLETE ? Array(output[..<(written + result.written)]) : nil
}

/// Follows the rules word by word; `nil` where the text is refused.
private func decodedSlowly(_ text: [UInt8]) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var characters = text.filter { !" \t\r\n".utf8.contains($0) }
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    characters.removeLast(padding)
    guard padding == 0 || (padding < 3 && (characters.count + padding) % 4 == 0) else { return nil }
    var bits: [UInt8] = []
    for character in characters {
        let standard = ["-": "+", "_": "/"][Character(Unicode.Scalar(character))]?.utf8.first ?? character
        guard let value = alphabet.firstIndex(of: standard) else { return nil }
        bits += (0..<6).reversed().map { UInt8(value >> $0 & 1) }
    }
    let spare = bits.count % 8
    guard spare != 6, !bits.suffix(spare).contains(1) else { return nil }
    return stride(from: 0, to: bits.count - spare, by: 8).map { start in
        bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
    }
}
