/// Palette indices of a bitmap: packed in rows.
enum BMPIndices {
    /// Spreads indices of 1, 4 or 8 bits, the leftmost in the highest bits, to a byte each.
    static func unpack(_ row: ArraySlice<UInt8>, bits: Int, count: Int) -> [UInt8] {
        guard bits < 8 else { return Array(row) }
        let (perByte, mask) = (8 / bits, UInt8(1 << bits - 1))
        return (0..<count).map { index in
            row[row.startIndex + index / perByte] >> UInt8(8 - bits - index % perByte * bits) & mask
        }
    }
}
