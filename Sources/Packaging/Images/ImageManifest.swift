import JSONText

/// What an image is made of: its configuration and its layers, the lowest first.
package struct ImageManifest: Sendable, Hashable {
    /// The configuration.
    package let configuration: ContentDescriptor
    /// The layers.
    package let layers: [ContentDescriptor]
    /// What kind of manifest it is.
    package let mediaType: String
    /// The manifest's own text, of which its digest is made.
    package let bytes: [UInt8]

    /// The most layers that an image may have: more than any tool makes.
    private static let maximumLayers = 1_000

    /// Writes OCI's manifest.
    package init(configuration: ContentDescriptor, layers: [ContentDescriptor]) {
        self.configuration = configuration
        self.layers = layers
        mediaType = ImageMediaType.manifest
        var writer = JSONWriter()
        writer.object { manifest in
            manifest.member("schemaVersion", 2)
            manifest.member("mediaType", ImageMediaType.manifest)
            manifest.key("config")
            manifest.object { configuration.write(to: &$0) }
            manifest.key("layers")
            manifest.array { list in layers.forEach { layer in list.object { layer.write(to: &$0) } } }
        }
        bytes = writer.bytes
    }

    /// Reads a manifest of OCI's or Docker's.
    ///
    /// - Parameters:
    ///   - bytes: Its text.
    ///   - mediaType: What the one who points to it says that it is.
    /// - Throws: ``PackagingError`` with `archive-corrupt`.
    package init(_ bytes: [UInt8], mediaType: String) throws(PackagingError) {
        let root = try? JSONDocument(bytes).root
        let layers = root?["layers"]?.elements ?? []
        let descriptors = layers.compactMap(ContentDescriptor.init)
        guard let configuration = root?["config"].flatMap({ ContentDescriptor($0) }),
            descriptors.count == layers.count, layers.count <= Self.maximumLayers
        else {
            throw PackagingError(
                .archiveCorrupt, "the image's manifest is not one that is read",
                expected: "a configuration and layers with SHA-256 digests", found: mediaType)
        }
        self.configuration = configuration
        self.layers = descriptors
        self.mediaType = root?["mediaType"]?.string ?? mediaType
        self.bytes = bytes
    }

    /// The manifest as a content.
    package var descriptor: ContentDescriptor { ContentDescriptor(mediaType: mediaType, of: bytes) }
}
