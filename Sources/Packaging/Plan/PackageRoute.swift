/// A way of a package to Lambda, and whether it fits.
package struct PackageRoute: Sendable {
    /// The ways.
    package enum Way: String, CaseIterable, Sendable {
        /// A zip archive inside the request.
        case directZip = "zip, uploaded directly"
        /// A zip archive that is put into a bucket first.
        case zipThroughS3 = "zip, through S3"
        /// A zip archive for the function, and layers for engine and model, each inside its request.
        case directLayers = "layers, uploaded directly"
        /// The same archives, of which at least one is put into a bucket first.
        case layersThroughS3 = "layers, through S3"
        /// A container image.
        case image = "image"

        /// The form that goes this way.
        package var kind: PackageKind {
            switch self {
            case .directZip, .zipThroughS3: .zip
            case .directLayers, .layersThroughS3: .layer
            case .image: .image
            }
        }
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

/// What archives of a package weigh, in bytes, as far as it is known.
struct ArchiveSizes: Sendable {
    /// The zip archive.
    var zip: Int?
    /// The largest of the layers' archives, the function's among them: each is limited by itself.
    var largestLayer: Int?
}

extension PackageRoute {
    /// All ways that a package can take, each judged by the form that goes it.
    ///
    /// - Parameters:
    ///   - contents: What is in it.
    ///   - archives: The sizes of archives.
    /// - Returns: The ways, the simplest first.
    static func all(of contents: PackageContents, archives: ArchiveSizes) -> [PackageRoute] {
        // The libraries of an image for another processor need not be on this machine.
        let image = (try? contents.imageTrees()).map { $0.task.byteCount + $0.system.byteCount }
        let last = PackageRoute(way: .image, byteCount: image, limit: LambdaLimits.image)
        // Where the function cannot be started from an archive, an image is all there is.
        guard let whole = try? contents.wholeTree(), let layers = try? contents.layerTrees() else { return [last] }
        let layered = layers.function.byteCount + layers.engine.byteCount + (layers.model?.byteCount ?? 0)
        return pair(.directZip, .zipThroughS3, packed: archives.zip, unpacked: whole.byteCount)
            + pair(.directLayers, .layersThroughS3, packed: archives.largestLayer, unpacked: layered) + [last]
    }

    private static func pair(_ direct: Way, _ bucket: Way, packed: Int?, unpacked: Int) -> [PackageRoute] {
        let throughBucket = PackageRoute(way: bucket, byteCount: unpacked, limit: LambdaLimits.unpacked)
        // What is too large unpacked has no direct way either.
        let isTooLarge = throughBucket.fits == false
        return [
            PackageRoute(
                way: direct, byteCount: isTooLarge ? unpacked : packed,
                limit: isTooLarge ? LambdaLimits.unpacked : LambdaLimits.directUpload),
            throughBucket,
        ]
    }
}
