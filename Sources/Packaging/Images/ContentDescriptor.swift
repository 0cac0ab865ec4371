package import JSONText

/// A content of an image: what it is, how large, and its digest (OCI image specification, descriptor).
package struct ContentDescriptor: Sendable, Hashable {
    /// The media type, such as `application/vnd.oci.image.layer.v1.tar+gzip`.
    package let mediaType: String
    /// The digest of its bytes.
    package let digest: ContentDigest
    /// Its size in bytes.
    package let byteCount: Int

    /// Describes a content.
    package init(mediaType: String, digest: ContentDigest, byteCount: Int) {
        self.mediaType = mediaType
        self.digest = digest
        self.byteCount = byteCount
    }

    /// Describes bytes.
    package init(mediaType: String, of bytes: [UInt8]) {
        self.init(mediaType: mediaType, digest: ContentDigest(of: bytes), byteCount: bytes.count)
    }

    /// Reads a descriptor; `nil` where it is incomplete or has another digest than SHA-256.
    package init?(_ json: JSONValue) {
        guard let mediaType = json["mediaType"]?.string, let byteCount = json["size"]?.integer, byteCount >= 0,
            let digest = json["digest"]?.string.flatMap({ ContentDigest($0) })
        else { return nil }
        self.init(mediaType: mediaType, digest: digest, byteCount: byteCount)
    }

    /// Writes the members of its JSON object.
    package func write(to object: inout JSONWriter) {
        object.member("mediaType", mediaType)
        object.member("digest", digest.description)
        object.member("size", byteCount)
    }
}

/// The media types of images, as OCI and Docker name them.
package enum ImageMediaType {
    /// OCI's manifest of one image.
    package static let manifest = "application/vnd.oci.image.manifest.v1+json"
    /// OCI's list of manifests, which Lambda refuses.
    package static let index = "application/vnd.oci.image.index.v1+json"
    /// OCI's configuration.
    package static let configuration = "application/vnd.oci.image.config.v1+json"
    /// OCI's layer, the only form that Lambda takes.
    package static let layer = "application/vnd.oci.image.layer.v1.tar+gzip"
    /// OCI's layer, not compressed.
    package static let plainLayer = "application/vnd.oci.image.layer.v1.tar"
    /// Docker's manifest of one image.
    package static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
}
