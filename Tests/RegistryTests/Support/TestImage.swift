import Packaging
import Registry
import TestSupport

/// A small image in an archive, and what pushing it does.
struct TestImage {
    let folder: ScratchFolder
    let archive: ImageArchive

    /// What a push did.
    struct Outcome {
        let plan: PushPlan
        let uploaded: Set<String>
        let mounted: Set<String>
    }

    /// Writes it, with a model of 100,000 bytes that do not compress and differ with the seed.
    init(model seed: UInt64) async throws {
        folder = try ScratchFolder()
        var state = seed
        let model = (0..<100_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let contents = ImageContents(
            task: try PackagedTree([
                PackagedFile(path: "bootstrap", isExecutable: true, part: .function, content: .bytes([0x7F])),
                PackagedFile(path: "model.onnx", part: .model, content: .bytes(model)),
            ]), system: try PackagedTree([]), certificates: [])
        _ = try await ImageArchive.write(
            contents, ImageConfiguration(architecture: "amd64"), name: nil, to: folder.path("image.tar"))
        archive = try ImageArchive(folder.path("image.tar"))
    }

    /// The image's digest.
    var digest: ContentDigest { archive.manifest.descriptor.digest }

    /// Pushes it.
    @discardableResult
    func push(
        to reference: ImageReference, mountingFrom other: String? = nil, _ options: RegistryClient.Options
    ) async throws -> Outcome {
        let push = try ImagePush(archive, to: reference, mountingFrom: other, options: options)
        let plan = try await push.plan()
        let done = try await push.execute(plan)
        func titles(_ way: PushOutcome.Way) -> Set<String> {
            Set(plan.contents.filter { done.way(of: $0.descriptor) == way }.map(\.title))
        }
        return Outcome(plan: plan, uploaded: titles(.sent), mounted: titles(.mounted))
    }
}
