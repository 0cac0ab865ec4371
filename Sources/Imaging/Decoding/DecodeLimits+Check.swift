extension DecodeLimits {
    /// Refuses more encoded bytes than are allowed.
    func check(byteCount: Int) throws(ImagingError) {
        guard byteCount <= maximumBytes else {
            throw ImagingError(
                .imageTooLarge, "the encoded image is too large", expected: "at most \(maximumBytes) bytes",
                found: "\(byteCount) bytes", advice: "send a smaller or more strongly compressed picture")
        }
    }

    /// Refuses a picture whose sides or area are larger than allowed.
    func check(_ header: ImageHeader) throws(ImagingError) {
        let (width, height) = (header.storedSize.width, header.storedSize.height)
        guard max(width, height) <= maximumSide else {
            throw .tooManyPixels(header, expected: "sides of at most \(maximumSide) pixels")
        }
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, area <= maximumPixels else {
            throw .tooManyPixels(header, expected: "at most \(maximumPixels) pixels")
        }
    }
}

extension ImagingError {
    fileprivate static func tooManyPixels(_ header: ImageHeader, expected: String) -> ImagingError {
        ImagingError(
            .imageTooLarge, "the picture has too many pixels", expected: expected,
            found: "\(header.storedSize.description) pixels", advice: "scale the picture down before sending it")
    }
}
