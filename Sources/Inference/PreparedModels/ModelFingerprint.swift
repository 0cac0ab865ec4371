/// What tells a model's file from every other: its size, and checksums of a sample and of the whole.
///
/// The checksums find mistakes, not forgery: who may write a prepared model may write the model as well.
package struct ModelFingerprint: Sendable, Hashable {
    let byteCount: Int
    let sample: UInt64
    let whole: UInt64

    init(byteCount: Int, sample: UInt64, whole: UInt64) {
        self.byteCount = byteCount
        self.sample = sample
        self.whole = whole
    }

    /// Reads a whole file.
    init(of file: MappedFile) {
        byteCount = file.byteCount
        sample = Self.sample(of: file)
        whole = Self.whole(of: file)
    }

    /// How much of a file is compared.
    enum Scrutiny {
        /// Sixteen pages from the first to the last, so that a cold start does not read what it does not need.
        ///
        /// Another training changes all of them, other metadata the last.
        case sample
        /// Every byte.
        case whole
    }

    /// Whether a file is the one that was read.
    func matches(_ file: MappedFile, _ scrutiny: Scrutiny) -> Bool {
        guard file.byteCount == byteCount else { return false }
        return switch scrutiny {
        case .sample: Self.sample(of: file) == sample
        case .whole: Self.whole(of: file) == whole
        }
    }

    private static func sample(of file: MappedFile) -> UInt64 {
        let (blockCount, blockBytes) = (16, 4_096)
        return file.withBytes { bytes in
            let last = max(0, bytes.count - blockBytes)
            return (0..<blockCount).reduce(0) { checksum, block in
                let start = last * block / (blockCount - 1)
                let end = min(bytes.count, start + blockBytes)
                return Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), after: checksum)
            }
        }
    }

    private static func whole(of file: MappedFile) -> UInt64 {
        file.withBytes { Checksum.of($0) }
    }
}

/// A checksum of 64 bits at about the speed of memory: four lanes of words that are turned and multiplied.
enum Checksum {
    /// The checksum of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: What to read.
    ///   - previous: The checksum of what stands before them.
    /// - Returns: A number that any change of a byte changes, but for one in 2^64 chances.
    static func of(_ bytes: UnsafeRawBufferPointer, after previous: UInt64 = 0) -> UInt64 {
        var (first, second, third, fourth) = (previous, UInt64(1), UInt64(2), UInt64(3))
        var position = 0
        while position + 32 <= bytes.count {
            first = mix(first, bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            second = mix(second, bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
            third = mix(third, bytes.loadUnaligned(fromByteOffset: position + 16, as: UInt64.self))
            fourth = mix(fourth, bytes.loadUnaligned(fromByteOffset: position + 24, as: UInt64.self))
            position += 32
        }
        for byte in bytes[position...] { first = mix(first, UInt64(byte)) }
        return [second, third, fourth, UInt64(bytes.count)].reduce(first, mix)
    }

    /// The multiplier is 2^64 divided by the golden ratio, made odd, as in Knuth's multiplicative hashing.
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = state ^ word
        return (mixed << 29 | mixed >> 35) &* 0x9E37_79B9_7F4A_7C15
    }
}
