import CImageCodecs

extension PixelBuffer {
    /// Lets a codec write a picture of known size; what it reports is thrown as this target's error.
    init(
        _ kind: ImageKind, size: ImageSize, from bytes: [UInt8],
        decode: (codec_input, codec_picture) -> codec_status
    ) throws(ImagingError) {
        try self.init(size: size) { (buffer) throws(ImagingError) in
            let picture = codec_picture(
                rgb: buffer.baseAddress, width: UInt32(size.width), height: UInt32(size.height))
            codec_picture_expect_writes(picture)
            let status = bytes.withUnsafeBufferPointer { decode(codec_input($0), picture) }
            try status.check(kind)
        }
    }
}

extension codec_input {
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        self.init(bytes: buffer.baseAddress, count: buffer.count)
    }
}

extension codec_status {
    /// Turns a codec's status into an error; the only place that does.
    func check(_ kind: ImageKind) throws(ImagingError) {
        switch outcome {
        case .done: return
        case .truncated: throw .truncated(kind, detail: text)
        case .unsupported: throw .unsupported(kind, text)
        case .corrupt: throw .corrupt(kind, text)
        case .exhausted:
            throw ImagingError(.imageTooLarge, "there is not enough memory for the \(kind.name) picture", found: text)
        @unknown default: throw .corrupt(kind, text)
        }
    }

    /// The library's words.
    var text: String {
        withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
