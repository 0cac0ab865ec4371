import Imaging
import Vision

/// Where pictures come from that are not in the request.
package protocol PictureFetcher: Sendable {
    /// The bytes of an object of S3.
    ///
    /// - Throws: An error with a code such as `aws-not-found` or `object-too-large`.
    func object(_ address: ObjectAddress, maximumBytes: Int) async throws -> [UInt8]

    /// The bytes at a web address.
    ///
    /// - Throws: An error with a code such as `url-not-allowed` or `url-too-large`.
    func address(_ url: String, maximumBytes: Int) async throws -> [UInt8]
}

/// Makes the pictures of a request into sources for a model.
struct PictureResolver: Sendable {
    let configuration: ServiceConfiguration
    let fetcher: any PictureFetcher

    /// The source of a picture; it is fetched when its turn comes.
    ///
    /// - Throws: ``ServingError`` with `bucket-not-allowed`; `ImagingError` for bytes that are no picture.
    func source(_ picture: PictureInput, for model: VisionModel) throws -> ImageSource {
        let limit = configuration.limits.image.maximumBytes
        switch picture.origin {
        case .bytes(let bytes):
            if let shape = pixelShape(of: bytes, for: model) { return pixels(bytes, shape, name: picture.name) }
            return .bytes(bytes, name: picture.name)
        case .base64(let decoded, let text):
            let isDecoded = pixelShape(of: text, for: model) == nil && pixelShape(of: decoded, for: model) != nil
            let bytes = isDecoded ? decoded : text
            return try source(PictureInput(name: picture.name, origin: .bytes(bytes)), for: model)
        case .pixels(let bytes, let shape): return pixels(bytes, shape, name: picture.name)
        case .address(let url):
            return .deferred(name: picture.name) { [fetcher] in try await fetcher.address(url, maximumBytes: limit) }
        case .object(let object):
            try check(bucket: object.bucket)
            return .deferred(name: picture.name) { [fetcher] in
                try await fetcher.object(object, maximumBytes: limit)
            }
        }
    }

    /// The shape of bytes that are no known picture and fill the model's input exactly.
    private func pixelShape(of bytes: [UInt8], for model: VisionModel) -> PixelShape? {
        let input = model.manifest.input
        let shape = PixelShape(
            height: input.size.height, width: input.size.width, channels: input.channels.count)
        guard bytes.count == shape.height * shape.width * shape.channels else { return nil }
        return (try? EncodedImage(bytes)) == nil ? shape : nil
    }

    private func pixels(_ bytes: [UInt8], _ shape: PixelShape, name: String?) -> ImageSource {
        .pixels(bytes, size: ImageSize(width: shape.width, height: shape.height), channels: shape.channels, name: name)
    }

    private func check(bucket: String) throws(ServingError) {
        guard let buckets = configuration.buckets, !buckets.contains(bucket) else { return }
        throw ServingError(
            .bucketNotAllowed, "pictures of this bucket may not be read", expected: "one of the buckets that are set",
            advice: "ask whoever runs the service to add it to APUS_S3_BUCKETS")
    }
}
