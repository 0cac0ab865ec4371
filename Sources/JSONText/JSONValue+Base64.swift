import CTextScan

extension JSONValue {
    /// Decodes a string of base64 without an unescaped copy of it, with the tolerance of ``Base64``.
    ///
    /// - Parameter maximumBytes: How long the result may be; no more memory than that is ever allocated.
    /// - Returns: The bytes.
    /// - Throws: ``JSONError`` with `base64Malformed`, where this is no string too, or `base64TooLarge`.
    package func base64Decoded(maximumBytes: Int) throws(JSONError) -> [UInt8] {
        guard node.kind == .string else {
            throw JSONError(.base64Malformed, "there is no base64 text", expected: "a string", found: "\(kind)")
        }
        guard node.hasEscapes else { return try Base64.decode(contents, maximumBytes: maximumBytes) }
        let contents = contents
        return try Base64Decoder.decode(textCount: contents.count, maximumBytes: maximumBytes) {
            decoder throws(JSONError) in
            try Self.forEachUnescapedPiece(of: contents) { piece throws(JSONError) in try decoder.append(piece) }
        }
    }

    /// Pieces are small enough to stay in the processor's first cache.
    private static let pieceSize = 16_384

    private static func forEachUnescapedPiece(
        of text: ArraySlice<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws(JSONError) -> Void
    ) throws(JSONError) {
        var piece = [UInt8](repeating: 0, count: pieceSize)
        var rest = text
        while !rest.isEmpty {
            let done = rest.withUnsafeBufferPointer { text in
                piece.withUnsafeMutableBufferPointer {
                    apus_unescape(text.baseAddress, text.count, $0.baseAddress, $0.count)
                }
            }
            rest = rest.dropFirst(done.read)
            try piece.withUnsafeBufferPointer { buffer throws(JSONError) in
                try body(UnsafeBufferPointer(rebasing: buffer[..<done.written]))
            }
        }
    }
}
