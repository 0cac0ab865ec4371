/// Where red, green and blue lie within a bitmap's pixel of 16, 24 or 32 bits.
struct BMPFields {
    /// Bits of one pixel.
    let bits: Int
    private let red: Field
    private let green: Field
    private let blue: Field

    /// Five bits a channel, the form of 16-bit pixels without masks.
    static let rgb555 = BMPFields(
        bits: 16, red: Field(shift: 10, width: 5), green: Field(shift: 5, width: 5), blue: Field(shift: 0, width: 5))

    /// Eight bits a channel, blue first in the file.
    static func bgr(bits: Int) -> BMPFields {
        BMPFields(
            bits: bits, red: Field(shift: 16, width: 8), green: Field(shift: 8, width: 8),
            blue: Field(shift: 0, width: 8))
    }

    /// Reads three masks of 32 bits; masks of nothing but zeros mean blue, green, red.
    init(bits: Int, masks: ArraySlice<UInt8>) throws(ImagingError) {
        guard masks.contains(where: { $0 != 0 }) else {
            self = .bgr(bits: bits)
            return
        }
        func field(_ index: Int) throws(ImagingError) -> Field {
            let mask = masks.dropFirst(index * 4).prefix(4).littleEndianValue
            guard let field = Field(mask: mask) else {
                throw .unsupported(.bmp, "a colour mask of \(String(mask, radix: 16))")
            }
            return field
        }
        self.init(bits: bits, red: try field(0), green: try field(1), blue: try field(2))
    }

    private init(bits: Int, red: Field, green: Field, blue: Field) {
        self.bits = bits
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// Writes a row of pixels as RGB.
    func expand(_ row: ArraySlice<UInt8>, into pixels: UnsafeMutableBufferPointer<UInt8>) {
        row.withUnsafeBufferPointer { source in
            if let red = red.byte, let green = green.byte, let blue = blue.byte {
                pick(from: source, (red, green, blue), into: pixels)
            } else {
                extract(from: source, into: pixels)
            }
        }
    }

    /// Channels that are whole bytes, the usual form, only change places.
    private func pick(
        from source: UnsafeBufferPointer<UInt8>, _ places: (red: Int, green: Int, blue: Int),
        into pixels: UnsafeMutableBufferPointer<UInt8>
    ) {
        let size = bits / 8
        for pixel in 0..<source.count / size {
            pixels[pixel * 3] = source[pixel * size + places.red]
            pixels[pixel * 3 + 1] = source[pixel * size + places.green]
            pixels[pixel * 3 + 2] = source[pixel * size + places.blue]
        }
    }

    private func extract(from source: UnsafeBufferPointer<UInt8>, into pixels: UnsafeMutableBufferPointer<UInt8>) {
        let size = bits / 8
        for pixel in 0..<source.count / size {
            var value = 0
            for byte in 0..<size { value |= Int(source[pixel * size + byte]) << (byte * 8) }
            pixels[pixel * 3] = red.level(value)
            pixels[pixel * 3 + 1] = green.level(value)
            pixels[pixel * 3 + 2] = blue.level(value)
        }
    }
}

/// The bits of one channel.
private struct Field {
    private let shift: Int
    private let largest: Int

    init(shift: Int, width: Int) {
        self.shift = shift
        largest = 1 << width - 1
    }

    /// A run of one to eight set bits.
    init?(mask: Int) {
        guard mask > 0 else { return nil }
        let width = mask.nonzeroBitCount
        self.init(shift: mask.trailingZeroBitCount, width: width)
        guard width <= 8, mask >> shift == largest else { return nil }
    }

    /// Which byte of the pixel the channel is, where it is a whole one.
    var byte: Int? { largest == 255 && shift.isMultiple(of: 8) ? shift / 8 : nil }

    /// The channel of a pixel, spread over 0…255 and rounded down.
    func level(_ pixel: Int) -> UInt8 {
        let value = pixel >> shift & largest
        return UInt8(largest == 255 ? value : value * 255 / largest)
    }
}
