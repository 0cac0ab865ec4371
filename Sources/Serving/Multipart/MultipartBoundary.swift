import Diagnosis

/// The line that parts of a form are separated by (RFC 2046 section 5.1.1).
struct MultipartBoundary {
    /// Two hyphens and the boundary: a delimiter at the start of the body.
    let delimiter: [UInt8]
    /// The same behind the line break that belongs to it.
    let delimiterLine: [UInt8]

    /// Takes the boundary from a `Content-Type`.
    ///
    /// - Throws: `multipart-malformed` where it is no form or has no usable boundary.
    init(contentType: String) throws(ServingError) {
        let header = HeaderValue(Array(contentType.utf8)[...])
        guard header.value == "multipart/form-data" else {
            throw MultipartBody.malformed(
                "is no form", expected: "multipart/form-data", found: "'\(Diagnosis.excerpt(header.value, limit: 80))'")
        }
        guard let boundary = header.parameters["boundary"] else {
            throw MultipartBody.malformed("has no boundary", expected: "a content type with '; boundary=…'")
        }
        guard 1...70 ~= boundary.utf8.count, boundary.utf8.allSatisfy(Self.isAllowed), !boundary.hasSuffix(" ") else {
            throw MultipartBody.malformed(
                "has no valid boundary", expected: "1 to 70 letters, digits and '()+_,-./:=? characters",
                found: "'\(Diagnosis.excerpt(boundary, limit: 80))'")
        }
        delimiter = Array("--\(boundary)".utf8)
        delimiterLine = [13, 10] + delimiter
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        URLCharacters.isAlphanumeric(byte) || "'()+_,-./:=? ".utf8.contains(byte)
    }
}
