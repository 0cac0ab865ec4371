import CTextScan

/// Base64 (RFC 4648), strict where data could be lost and tolerant where clients differ.
///
/// Both alphabets may be mixed; spaces, tabs and line breaks are skipped; padding may be missing, but not be too short;
/// a `data:…;base64,` prefix is skipped. Everything else is refused, bits set past the last byte too.
package enum Base64 {
    /// Decodes text.
    ///
    /// - Parameters:
    ///   - text: ASCII bytes.
    ///   - maximumBytes: How long the result may be; no more memory than that is ever allocated.
    /// - Returns: The bytes.
    /// - Throws: ``JSONError`` with `base64Malformed` or `base64TooLarge`.
    package static func decode(
        _ text: some Collection<UInt8>, maximumBytes: Int
    ) throws(JSONError) -> [UInt8] {
        let bytes = text.withContiguousStorageIfAvailable { buffer in
            Result { () throws(JSONError) in try decode(buffer, maximumBytes: maximumBytes) }
        }
        guard let bytes else { return try decode(Array(text), maximumBytes: maximumBytes) }
        return try bytes.get()
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, maximumBytes: Int
    ) throws(JSONError) -> [UInt8] {
        try Base64Decoder.decode(textCount: text.count, maximumBytes: maximumBytes) { decoder throws(JSONError) in
            try decoder.append(text)
        }
    }

    /// Encodes bytes in the standard alphabet, with padding and without line breaks.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: ASCII text, 4 bytes for each 3 begun.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output, count in
            bytes.withUnsafeBufferPointer { apus_base64_encode($0.baseAddress, $0.count, output.baseAddress) }
            count = (bytes.count + 2) / 3 * 4
        }
    }
}
