package import Packaging

/// What a push will do, found out before anything is sent.
package struct PushPlan: Sendable, Encodable {
    /// A content of the image.
    package struct Content: Sendable, Encodable {
        /// What it is, such as `engine` or `configuration`.
        package let title: String
        /// Its digest and size.
        package let descriptor: ContentDescriptor
        /// Whether the repository has it.
        package let isPresent: Bool

        /// Writes title, digest, size and whether it is there.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(title, forKey: .title)
            try container.encode(descriptor.digest.description, forKey: .digest)
            try container.encode(descriptor.byteCount, forKey: .byteCount)
            try container.encode(isPresent, forKey: .isPresent)
        }

        private enum CodingKeys: String, CodingKey {
            case title = "content", digest, byteCount = "bytes", isPresent = "present"
        }
    }

    /// Where the image goes.
    package let reference: ImageReference
    /// The image's digest.
    package let digest: ContentDigest
    /// Layers, the lowest first, and the configuration.
    package let contents: [Content]
    /// Whether the name stands for this very image already.
    package let isDone: Bool

    /// What is to be sent, in bytes; less where other repositories have some of it.
    package var missingByteCount: Int {
        contents.reduce(0) { $0 + ($1.isPresent ? 0 : $1.descriptor.byteCount) }
    }

    /// Writes the names of the image, what is missing, and the contents.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(reference.description, forKey: .reference)
        try container.encode(reference.pinned(to: digest), forKey: .pinned)
        try container.encode(digest.description, forKey: .digest)
        try container.encode(isDone, forKey: .isDone)
        try container.encode(missingByteCount, forKey: .missingByteCount)
        try container.encode(contents, forKey: .contents)
    }

    private enum CodingKeys: String, CodingKey {
        case reference, pinned, digest, isDone = "present", missingByteCount = "missing_bytes", contents
    }
}
