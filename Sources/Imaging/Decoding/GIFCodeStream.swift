/// GIF's variable-length LZW codes, out of sub-blocks of at most 255 bytes.
///
/// Source: GIF89a specification, section 22 and appendix F.
struct GIFCodeStream {
    private var reader: ByteReader
    private var bitsPerLiteral = 0
    /// Bits that have been read and not used, least significant first.
    private var buffer = 0
    private var bufferedBits = 0
    private var bytesLeftInBlock = 0

    /// Starts at the byte that tells the size of a literal.
    init(_ reader: ByteReader) {
        self.reader = reader
    }

    /// Decodes exactly `count` indices; what follows them is not looked at.
    mutating func decode(count: Int) throws(ImagingError) -> [UInt8] {
        bitsPerLiteral = Int(try reader.byte())
        guard bitsPerLiteral < LZWTable.largestCodeSize else { throw .corrupt(.gif, "codes of \(bitsPerLiteral) bits") }
        var failure: ImagingError?
        let indices = [UInt8](unsafeUninitializedCapacity: count) { output, written in
            do throws(ImagingError) {
                try decode(into: output)
                written = count
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return indices
    }

    private mutating func decode(into output: UnsafeMutableBufferPointer<UInt8>) throws(ImagingError) {
        var table = LZWTable(bitsPerLiteral: bitsPerLiteral)
        var place = 0
        while place < output.count {
            let code = try nextCode(bits: table.codeSize)
            switch code {
            case table.clear: table.reset()
            case table.clear + 1: throw .truncated(.gif, detail: "an end code before the last row")
            default:
                guard let length = table.append(code, to: output, at: place) else {
                    throw .corrupt(.gif, "a code that has no meaning yet")
                }
                place += length
            }
        }
    }

    private mutating func nextCode(bits: Int) throws(ImagingError) -> Int {
        while bufferedBits < bits {
            if bytesLeftInBlock == 0 {
                bytesLeftInBlock = Int(try reader.byte())
                guard bytesLeftInBlock > 0 else { throw .truncated(.gif, detail: "no data for the last rows") }
            }
            buffer |= Int(try reader.byte()) << bufferedBits
            bufferedBits += 8
            bytesLeftInBlock -= 1
        }
        defer {
            buffer >>= bits
            bufferedBits -= bits
        }
        return buffer & (1 << bits - 1)
    }
}
