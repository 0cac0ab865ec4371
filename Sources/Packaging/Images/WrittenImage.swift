/// An image that was written into an archive: its digest and what its layers weigh.
package struct WrittenImage: Sendable, Hashable {
    /// A layer.
    package struct Layer: Sendable, Hashable {
        /// The part that it holds, such as `engine`.
        package let title: String
        /// The compressed layer.
        package let descriptor: ContentDescriptor
        /// The digest of the layer's tar archive before it was compressed.
        package let plainDigest: ContentDigest
        /// The size of that archive, in bytes.
        package let plainByteCount: Int
    }

    /// The layers, the lowest first.
    package let layers: [Layer]
    /// The manifest, whose digest is the image's.
    package let manifest: ImageManifest

    /// The image's digest.
    package var digest: ContentDigest { manifest.descriptor.digest }
}
