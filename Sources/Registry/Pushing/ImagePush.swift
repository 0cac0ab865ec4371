import AWSClient
import Diagnosis
import NIOPosix
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
    ///   - progress: Hears how far it is, from several threads.
    /// - Returns: What was done.
    /// - Throws: ``RegistryError``, with `image-digest-mismatch` where the archive is damaged; for ECR ``AWSError``;
    ///   ``PackagingError`` where the archive cannot be read; `CancellationError`.
    @discardableResult
    package func execute(
        _ plan: PushPlan, progress: @escaping @Sendable (PushProgress) -> Void = { _ in }
    ) async throws -> PushOutcome {
        guard !plan.isDone else { return PushOutcome(plan, [:]) }
        var ways: [ContentDigest: PushOutcome.Way] = [:]
        try await withThrowingTaskGroup { group in
            var missing = plan.contents.filter { !$0.isPresent }.map(\.descriptor)[...]
            for descriptor in missing.prefix(Self.concurrency) {
                group.addTask { (descriptor.digest, try await upload(descriptor, progress)) }
            }
            missing = missing.dropFirst(Self.concurrency)
            while let (digest, way) = try await group.next() {
                ways[digest] = way
                guard let descriptor = missing.popFirst() else { continue }
                group.addTask { (descriptor.digest, try await upload(descriptor, progress)) }
            }
        }
        try await client.put(archive.manifest)
        return PushOutcome(plan, ways)
    }

    private func upload(
        _ descriptor: ContentDescriptor, _ progress: @escaping @Sendable (PushProgress) -> Void
    ) async throws -> PushOutcome.Way {
        let content = try archive.content(descriptor)
        // Large layers take seconds, which Swift's own threads are not for.
        let found = try await NIOThreadPool.singleton.runIfActive { try ContentDigest(of: content) }
        guard found == descriptor.digest else {
            throw RegistryError(
                .digestMismatch, "the archive is damaged: a part of it is not what its name says",
                expected: descriptor.digest.description, found: found.description, advice: "make the archive again")
        }
        let upload = ContentUpload(descriptor, from: content, to: client) { count in
            progress(PushProgress(digest: descriptor.digest, byteCount: count))
        }
        let way = try await upload.run(mountingFrom: otherRepository)
        progress(PushProgress(digest: descriptor.digest, byteCount: descriptor.byteCount))
        return way
    }

    /// Each content once, though an image may have the same layer twice.
    private var titledContents: [(String, ContentDescriptor)] {
        var known: Set<ContentDigest> = []
        let layers = archive.manifest.layers.enumerated().map { (archive.layerTitle($0.offset), $0.element) }
        return (layers + [("configuration", archive.manifest.configuration)])
            .filter { known.insert($0.1.digest).inserted }
    }
}
