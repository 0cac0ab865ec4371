import Imaging

/// Reads header and pixels of a picture, if it is of the kind that is asked for.
func fuzzImage(_ bytes: [UInt8], of kind: ImageKind) -> Bool {
    guard let image = try? EncodedImage(bytes), image.kind == kind else { return false }
    let limits = DecodeLimits(maximumBytes: 1 << 20, maximumPixels: 1 << 16, maximumSide: 1 << 12)
    guard let header = try? image.header(limits: limits) else { return true }
    let decoded = try? image.decode(limits: limits)
    require(decoded == nil || header.storedSize.width > 0, "a picture has a size")
    return true
}

/// Reads the orientation of the smallest JPEG that has a header, with any bytes as its EXIF block.
func fuzzEXIF(_ bytes: [UInt8]) -> Bool {
    let block = Array("Exif\0\0".utf8) + bytes.prefix(65_000)
    let length = block.count + 2
    let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]
    let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    let jpeg = [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + block + frame + scan
    let header = try? EncodedImage(jpeg).header()
    require(header != nil, "what an EXIF block says never makes a picture unreadable")
    return true
}
