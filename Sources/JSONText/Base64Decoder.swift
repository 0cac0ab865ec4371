import CTextScan

/// Decodes a base64 text that comes in pieces, straight into the memory of the result.
struct Base64Decoder {
    private let output: UnsafeMutableBufferPointer<UInt8>
    private var written = 0
    private var state = apus_base64_state()
    /// Characters of the pieces before.
    private var read = 0

    /// Decodes the pieces that `appendPieces` appends.
    ///
    /// - Parameters:
    ///   - textCount: At least the characters of all pieces.
    ///   - maximumBytes: How long the result may be.
    ///   - appendPieces: Calls ``append(_:)``.
    /// - Returns: The bytes.
    /// - Throws: ``JSONError`` with `base64Malformed` or `base64TooLarge`, or what `appendPieces` throws.
    static func decode(
        textCount: Int, maximumBytes: Int, _ appendPieces: (inout Base64Decoder) throws(JSONError) -> Void
    ) throws(JSONError) -> [UInt8] {
        var failure: JSONError?
        let capacity = max(0, min(textCount / 4 * 3 + 2, maximumBytes))
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            var decoder = Base64Decoder(output: UnsafeMutableBufferPointer(rebasing: output[..<capacity]))
            do throws(JSONError) {
                try appendPieces(&decoder)
                try decoder.finish()
            } catch {
                failure = error
            }
            count = decoder.written
        }
        if let failure { throw failure }
        return bytes
    }

    private init(output: UnsafeMutableBufferPointer<UInt8>) {
        self.output = output
    }

    /// Decodes the next piece; the first one has a prefix `data:…,` whole, if there is one.
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        let prefix = read == 0 ? try DataURLPrefix.length(of: piece) : 0
        let text = UnsafeBufferPointer(rebasing: piece[prefix...])
        let room = UnsafeMutableBufferPointer(rebasing: output[written...])
        let result = apus_base64_decode(&state, text.baseAddress, text.count, room.baseAddress, room.count)
        written += result.written
        try check(result, position: prefix + result.read, of: piece)
        read += piece.count
    }

    private mutating func finish() throws(JSONError) {
        let room = UnsafeMutableBufferPointer(rebasing: output[written...])
        let result = apus_base64_finish(&state, room.baseAddress, room.count)
        written += result.written
        try check(result, position: 0, of: UnsafeBufferPointer(start: nil, count: 0))
    }

    private func check(
        _ result: apus_base64_result, position: Int, of piece: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) {
        let expected: String
        switch result.status {
        case APUS_BASE64_COMPLETE: return
        case APUS_BASE64_FULL:
            throw JSONError(
                .base64TooLarge, "the base64 text is too large", expected: "at most \(output.count) bytes in it")
        case APUS_BASE64_BAD_CHARACTER: expected = "letters, digits, + and /"
        case APUS_BASE64_BAD_PADDING: expected = "padding at the end, and as much as is needed"
        default: expected = "whole bytes, not bits left over"
        }
        throw JSONError(
            .base64Malformed, "the base64 text is malformed at character \(read + position)", expected: expected,
            found: ByteName.name(at: position, of: piece))
    }
}
