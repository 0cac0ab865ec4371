package import Packaging

/// What a push has done.
package struct PushOutcome: Sendable, Encodable {
    /// How a content came to be in the repository.
    package enum Way: String, Sendable, Encodable {
        /// It was there before.
        case present
        /// It was sent.
        case sent
        /// The registry took it from another repository.
        case mounted
    }

    /// What was found out before.
    package let plan: PushPlan
    private let ways: [ContentDigest: Way]

    /// Joins a plan and what became of what was missing.
    init(_ plan: PushPlan, _ ways: [ContentDigest: Way]) { (self.plan, self.ways) = (plan, ways) }

    /// How a content came to be there.
    package func way(of content: ContentDescriptor) -> Way { ways[content.digest] ?? .present }

    /// How many bytes came in a way.
    package func byteCount(_ way: Way) -> Int {
        plan.contents.reduce(0) { $0 + (self.way(of: $1.descriptor) == way ? $1.descriptor.byteCount : 0) }
    }

    /// Writes the names of the image, what was sent and mounted, and the contents.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(plan.reference.description, forKey: .reference)
        try container.encode(plan.reference.pinned(to: plan.digest), forKey: .pinned)
        try container.encode(plan.digest.description, forKey: .digest)
        try container.encode(byteCount(.sent), forKey: .sentByteCount)
        try container.encode(byteCount(.mounted), forKey: .mountedByteCount)
        let contents = plan.contents.map { content in
            Content(
                content: content.title, digest: content.descriptor.digest.description,
                bytes: content.descriptor.byteCount, way: way(of: content.descriptor))
        }
        try container.encode(contents, forKey: .contents)
    }

    private struct Content: Encodable {
        let content: String
        let digest: String
        let bytes: Int
        let way: Way
    }

    private enum CodingKeys: String, CodingKey {
        case reference, pinned, digest, sentByteCount = "sent_bytes", mountedByteCount = "mounted_bytes", contents
    }
}
