/// The fields of a `multipart/form-data` body (RFC 7578), read in place.
///
/// What stands before the first delimiter and behind the last is passed over. A body that ends before its closing
/// delimiter is refused: it was cut off.
package struct MultipartBody: Sendable {
    /// The fields in the order in which they came.
    package let parts: [MultipartPart]

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - bytes: The body; the parts share its memory.
    ///   - contentType: The request's `Content-Type`, which names the boundary.
    ///   - limits: How much is read.
    /// - Throws: `multipart-malformed`.
    package init(
        _ bytes: [UInt8], contentType: String, limits: MultipartLimits = MultipartLimits()
    ) throws(ServingError) {
        let boundary = try MultipartBoundary(contentType: contentType)
        var scanner = MultipartScanner(bytes, boundary: boundary, limits: limits)
        var parts: [MultipartPart] = []
        while let part = try scanner.next() {
            guard parts.count < limits.maximumParts else {
                throw Self.malformed("has too many parts", expected: "at most \(limits.maximumParts)")
            }
            parts.append(part)
        }
        self.parts = parts
    }

    /// The first field of a name.
    package subscript(_ name: String) -> MultipartPart? {
        parts.first { $0.name == name }
    }

    /// The error of a body that contradicts its format.
    static func malformed(_ fault: String, expected: String? = nil, found: String? = nil) -> ServingError {
        ServingError(.multipartMalformed, "the form \(fault)", expected: expected, found: found)
    }
}
