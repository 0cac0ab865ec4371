/// How ``PreparedModelFacts`` stand in a file: behind the engine's bytes, followed by their length and a signature.
///
/// Being in the same file, neither can be changed without the other. The engine reads its format from the beginning,
/// so what follows does not disturb it.
enum PreparedModelTrailer {
    private static let signature = Array("APUSPREP".utf8)
    private static let lengthBytes = 4
    private static let maximumLength = 1 << 20

    /// The bytes to write behind the engine's.
    static func bytes(_ text: String) -> [UInt8] {
        let length = UInt32(clamping: text.utf8.count).littleEndian
        return Array(text.utf8) + withUnsafeBytes(of: length, Array.init) + signature
    }

    /// Splits a file into the engine's bytes and the facts; `nil` where it ends in anything else.
    static func read(_ bytes: UnsafeRawBufferPointer) -> (engineByteCount: Int, facts: PreparedModelFacts)? {
        let frame = lengthBytes + signature.count
        guard bytes.count >= frame, bytes.suffix(signature.count).elementsEqual(signature) else { return nil }
        let field = bytes.count - frame
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: field, as: UInt32.self)))
        guard length <= min(field, maximumLength) else { return nil }
        let text = String(decoding: bytes[field - length..<field], as: UTF8.self)
        return PreparedModelFacts(text).map { (field - length, $0) }
    }
}
