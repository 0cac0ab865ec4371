/// The headers of one part, of which three mean something (RFC 7578 section 4).
struct MultipartHeaders {
    private let name: String
    private let fileName: String?
    private let contentType: String?

    /// Reads header lines, without the empty one at their end.
    ///
    /// - Throws: `multipart-malformed`.
    init(_ block: ArraySlice<UInt8>) throws(ServingError) {
        var fields: [String: HeaderValue] = [:]
        for line in block.split(separator: UInt8(ascii: "\n")) {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
                throw MultipartBody.malformed("has a part with a header that is none", expected: "Name: value")
            }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            fields.merge([name: HeaderValue(line[(colon + 1)...])]) { first, _ in first }
        }
        guard let disposition = fields["content-disposition"], disposition.value == "form-data",
            let name = disposition.parameters["name"]
        else {
            throw MultipartBody.malformed(
                "has a part without a name", expected: "Content-Disposition: form-data; name=\"…\"")
        }
        let encoding = fields["content-transfer-encoding"]?.value ?? "binary"
        guard ["binary", "7bit", "8bit"].contains(encoding) else {
            throw MultipartBody.malformed("has a part in a transfer encoding", expected: "the bytes as they are")
        }
        self.name = name
        fileName = disposition.parameters["filename"] ?? disposition.parameters["filename*"].flatMap(Self.decoded)
        contentType = fields["content-type"]?.value
    }

    /// The part with these headers.
    func part(content: ArraySlice<UInt8>) -> MultipartPart {
        MultipartPart(name: name, fileName: fileName, contentType: contentType, content: content)
    }

    /// The text of RFC 8187's `utf-8'language'percent-encoded`, which forms must not have and some programs send.
    private static func decoded(_ text: String) -> String? {
        let pieces = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard pieces.count == 3, pieces[0].lowercased() == "utf-8" else { return nil }
        var result: [UInt8] = []
        var rest = pieces[2].utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            result.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
