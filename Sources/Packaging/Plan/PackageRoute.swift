/// A way of a package to Lambda, and whether it fits.
package struct PackageRoute: Sendable {
    /// The ways.
    package enum Way: String, CaseIterable, Sendable {
        /// A zip archive inside the request.
        case directZip = "zip, uploaded directly"
        /// A zip archive that is put into a bucket first.
        case zipThroughS3 = "zip, through S3"
        /// A zip archive for the function, and layers for engine and model.
        case layers = "layers"
        /// A container image.
        case image = "image"
    }

    /// Which way.
    package let way: Way
    /// The size that counts for it, in bytes; `nil` where it is not known without compressing.
    package let byteCount: Int?
    /// The most that Lambda takes, in bytes.
    package let limit: Int

    /// Whether it fits; `nil` where that is not known.
    package var fits: Bool? { byteCount.map { $0 <= limit } }
}

extension PackageRoute {
    /// All ways of a package.
    ///
    /// - Parameters:
    ///   - byteCount: Its size unpacked.
    ///   - zipped: Its size as a zip archive, where that is known.
    ///   - image: The size of the image's layers unpacked.
    /// - Returns: The ways, the simplest first.
    static func all(byteCount: Int, zipped: Int?, image: Int) -> [PackageRoute] {
        let unpacked = LambdaLimits.unpacked
        // An archive that is too large unpacked has no direct way either.
        let direct =
            byteCount > unpacked
            ? PackageRoute(way: .directZip, byteCount: byteCount, limit: unpacked)
            : PackageRoute(way: .directZip, byteCount: zipped, limit: LambdaLimits.directUpload)
        return [
            direct, PackageRoute(way: .zipThroughS3, byteCount: byteCount, limit: unpacked),
            PackageRoute(way: .layers, byteCount: byteCount, limit: unpacked),
            PackageRoute(way: .image, byteCount: image, limit: LambdaLimits.image),
        ]
    }
}
