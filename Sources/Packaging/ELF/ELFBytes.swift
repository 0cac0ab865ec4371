import Diagnosis

/// Reads little-endian fields of an ELF file; whatever a file claims, nothing outside of it is touched.
struct ELFBytes {
    /// The file's name, for messages.
    let name: String
    /// The part of the file that is looked at.
    let bytes: [UInt8]

    /// The integer at an offset.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    func integer<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) throws(PackagingError) -> Value {
        let (end, overflow) = offset.addingReportingOverflow(Value.bitWidth / 8)
        guard offset >= 0, !overflow, end <= bytes.count else { throw corrupt("a field at byte \(offset)") }
        return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
    }

    /// A 64-bit offset, size or address as a number that can be calculated with.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    func number(at offset: Int) throws(PackagingError) -> Int {
        guard let number = Int(exactly: try integer(UInt64.self, at: offset)) else {
            throw corrupt("a number past 2^63 at byte \(offset)")
        }
        return number
    }

    /// The text from an offset to the zero byte behind it.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    func text(at offset: Int) throws(PackagingError) -> String {
        guard bytes.indices.contains(offset),
            let end = bytes[offset...].prefix(Self.maximumTextBytes).firstIndex(of: 0)
        else { throw corrupt("an endless text at byte \(offset)") }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// The error for a file that contradicts itself.
    func corrupt(_ found: String) -> PackagingError { Self.corrupt(name, found: found) }

    /// The error for a file that contradicts itself.
    static func corrupt(_ name: String, found: String) -> PackagingError {
        PackagingError(
            .binaryCorrupt, "\(Diagnosis.excerpt(name)) is damaged", expected: "a whole 64-bit ELF file for Linux",
            found: found, advice: "build or fetch the file again")
    }

    /// Longer than every path.
    private static let maximumTextBytes = 4_096
}
