import AWSClient
import Diagnosis
package import Packaging

/// Pushes an image from an archive: first a plan, then what the registry lacks, and the name last, so that it never
/// stands for an image that is not whole.
package struct ImagePush: Sendable {
    /// How many contents are sent at the same time.
    private static let concurrency = 3

    private let archive: ImageArchive
    private let client: RegistryClient
    private let otherRepository: String?

    /// Prepares a push.
    ///
    /// - Parameters:
    ///   - archive: The image.
    ///   - reference: Its name in a registry.
    ///   - otherRepository: A repository of the same registry that may have some of the contents.
    ///   - options: How the registry is spoken to.
    /// - Throws: ``RegistryError`` with `image-digest-mismatch` where the name has the digest of another image.
    package init(
        _ archive: ImageArchive, to reference: ImageReference, mountingFrom otherRepository: String? = nil,
        options: RegistryClient.Options = .init()
    ) throws(RegistryError) {
        let digest = archive.manifest.descriptor.digest
        if let wanted = reference.digest, wanted != digest {
            throw RegistryError(
                .digestMismatch, "the archive holds another image than \(reference)", found: digest.description,
                advice: "leave the digest out of the name")
        }
        self.archive = archive
        self.otherRepository = otherRepository
        client = RegistryClient(reference, mountingFrom: otherRepository, options: options)
    }

    /// Asks the registry what it has.
    ///
    /// - Throws: ``RegistryError``; for ECR ``AWSError``; `CancellationError`.
    package func plan() async throws -> PushPlan {
        let manifest = archive.manifest
        let isDone = try await client.currentDigest() == manifest.descriptor.digest
        var contents: [PushPlan.Content] = []
        for (title, descriptor) in titledContents {
            let isPresent = isDone ? true : try await client.contains(descriptor)
            contents.append(.init(title: title, descriptor: descriptor, isPresent: isPresent))
        }
        return PushPlan(
            reference: client.reference, digest: manifest.descriptor.digest, contents: contents, isDone: isDone)
    }

    /// Does what a plan says.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - events: Hears of the progress, from several threads.
    /// - Throws: ``RegistryError``; for ECR ``AWSError``; ``PackagingError`` where the archive cannot be read;
    ///   `CancellationError`.
    package func execute(
        _ plan: PushPlan, events: @escaping @Sendable (PushEvent) -> Void = { _ in }
    ) async throws {
        guard !plan.isDone else { return }
        try await withThrowingTaskGroup { group in
            var missing = plan.contents.filter { !$0.isPresent }.map(\.descriptor)[...]
            for descriptor in missing.prefix(Self.concurrency) {
                group.addTask { try await upload(descriptor, events) }
            }
            missing = missing.dropFirst(Self.concurrency)
            while try await group.next() != nil {
                if let descriptor = missing.popFirst() { group.addTask { try await upload(descriptor, events) } }
            }
        }
        try await client.put(archive.manifest)
    }

    private func upload(
        _ descriptor: ContentDescriptor, _ events: @escaping @Sendable (PushEvent) -> Void
    ) async throws {
        let upload = ContentUpload(descriptor, from: try archive.content(descriptor), to: client) { count in
            events(.sent(descriptor.digest, byteCount: count))
        }
        switch try await upload.run(mountingFrom: otherRepository) {
        case .uploaded: events(.uploaded(descriptor.digest))
        case .mounted: events(.mounted(descriptor.digest))
        }
    }

    /// Each content once, though an image may have the same layer twice.
    private var titledContents: [(String, ContentDescriptor)] {
        var known: Set<ContentDigest> = []
        let layers = archive.manifest.layers.enumerated().map { (archive.layerTitle($0.offset), $0.element) }
        return (layers + [("configuration", archive.manifest.configuration)])
            .filter { known.insert($0.1.digest).inserted }
    }
}
