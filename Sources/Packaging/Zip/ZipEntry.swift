/// An entry of a zip archive, and its two headers (APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12).
package struct ZipEntry: Sendable, Hashable {
    /// How an entry's bytes are stored.
    package enum Method: Sendable, Hashable {
        /// As they are.
        case stored
        /// As a deflate stream.
        case deflated
        /// In a way that is not read here, by its number.
        case other(UInt16)
    }

    /// The path in the archive.
    package let path: String
    /// How it is stored.
    package let method: Method
    /// The CRC-32 of the bytes unpacked.
    package let checksum: UInt32
    /// The size in the archive, in bytes.
    package let packedByteCount: Int
    /// The size unpacked, in bytes.
    package let byteCount: Int
    /// Type and permissions, as in Unix.
    package let mode: UInt16
    /// Where its local header is.
    package let offset: Int

    /// Whether it is a folder.
    package var isFolder: Bool { path.hasSuffix("/") }

    static let localSignature: UInt32 = 0x0403_4B50
    static let centralSignature: UInt32 = 0x0201_4B50
    static let localHeaderByteCount = 30
    static let centralHeaderByteCount = 46
}

// MARK: - Writing

extension ZipEntry {
    /// The header before the entry's bytes.
    var localHeader: [UInt8] {
        var header = ByteFields()
        header.append(Self.localSignature)
        appendFacts(to: &header)
        header.append(UInt16(0))  // no extra field
        return header.bytes + Array(path.utf8)
    }

    /// The header in the archive's directory.
    var centralHeader: [UInt8] {
        var header = ByteFields()
        header.append(Self.centralSignature)
        header.append(UInt16(3 << 8 | 20))  // made on Unix, so that the mode counts
        appendFacts(to: &header)
        header.append(UInt16(0))  // no extra field
        header.append(UInt16(0))  // no comment
        header.append(UInt16(0))  // the only disk
        header.append(UInt16(0))  // no internal attributes
        header.append(UInt32(mode) << 16)
        header.append(UInt32(offset))
        return header.bytes + Array(path.utf8)
    }

    /// The fields that both headers have.
    private func appendFacts(to header: inout ByteFields) {
        header.append(UInt16(20))  // readers of version 2.0 can read it
        header.append(UInt16(1 << 11))  // names are UTF-8
        header.append(UInt16(method == .deflated ? 8 : 0))
        header.append(UInt16(0))  // midnight
        header.append(UInt16(1 << 5 | 1))  // on 1980-01-01, the earliest that the format knows
        header.append(checksum)
        header.append(UInt32(packedByteCount))
        header.append(UInt32(byteCount))
        header.append(UInt16(path.utf8.count))
    }
}

/// Little-endian fields, one behind the other.
struct ByteFields {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
