import CImageCodecs

/// One text chunk of a PNG, inflated only when it is asked for.
struct PNGText {
    /// What the text is about.
    let keyword: String
    private let body: ArraySlice<UInt8>
    private let isCompressed: Bool

    /// Splits the data of a `tEXt`, `zTXt` or `iTXt` chunk; `nil` where its form is not known.
    init?(_ type: String, _ data: ArraySlice<UInt8>) {
        guard let (keyword, rest) = Self.split(data) else { return nil }
        self.keyword = String(decoding: keyword, as: UTF8.self)
        switch type {
        case "tEXt": (body, isCompressed) = (rest, false)
        case "zTXt":
            guard rest.first == 0 else { return nil }
            (body, isCompressed) = (rest.dropFirst(), true)
        default:
            // Two bytes on compression, a language, a translated keyword, the text.
            guard rest.count >= 2, let (_, afterLanguage) = Self.split(rest.dropFirst(2)),
                let (_, text) = Self.split(afterLanguage)
            else { return nil }
            (body, isCompressed) = (text, rest.first != 0)
        }
    }

    /// The text's bytes; `nil` where they are damaged or longer than ``largestSize``.
    var content: [UInt8]? {
        guard isCompressed else { return Array(body) }
        let inflated = [UInt8](unsafeUninitializedCapacity: Self.largestSize) { buffer, count in
            var output = codec_output(bytes: buffer.baseAddress, count: Self.largestSize)
            let status = body.withUnsafeBufferPointer { codec_inflate(codec_input($0), &output) }
            count = status.outcome == .done ? output.count : 0
        }
        return inflated.isEmpty ? nil : inflated
    }

    /// Bytes of text at most: a few kilobytes of zlib stream could hold gigabytes.
    private static let largestSize = 1 << 20

    private static func split(_ data: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        data.firstIndex(of: 0).map { (data[..<$0], data[($0 + 1)...]) }
    }
}
