/// Bytes that end something: a line, or a head.
struct ByteMark {
    /// `CR LF`.
    static let lineEnd = ByteMark(bytes: [0x0D, 0x0A])
    /// An empty line after a line.
    static let headEnd = ByteMark(bytes: [0x0D, 0x0A, 0x0D, 0x0A])

    /// The bytes, at least one.
    let bytes: [UInt8]

    /// The index of its first byte in `slice`, or `nil` where it is not there.
    func index(in slice: ArraySlice<UInt8>) -> Int? {
        guard slice.count >= bytes.count else { return nil }
        return (slice.startIndex...(slice.endIndex - bytes.count)).first { start in
            bytes.indices.allSatisfy { slice[start + $0] == bytes[$0] }
        }
    }
}

extension ArraySlice<UInt8> {
    /// What lies before, between and after the marks: always one piece at least.
    func split(onEach mark: ByteMark) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = self
        while let index = mark.index(in: rest) {
            pieces.append(rest[..<index])
            rest = rest[(index + mark.bytes.count)...]
        }
        return pieces + [rest]
    }
}
