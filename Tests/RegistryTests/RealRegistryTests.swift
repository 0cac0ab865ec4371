import JSONText
import Packaging
import Registry
import TestSupport
import Testing

@Suite("Pushing to docker-registry", .enabled(if: Registries.real != nil, Registries.noReal))
struct RealRegistryTests {
    private let repository = Registries.repository("app")
    private let options = Registries.options()

    private func reference(_ rest: String) throws -> ImageReference {
        try Registries.reference(Registries.real, rest)
    }

    @Test("everything is sent the first time, and nothing the second")
    func again() async throws {
        let (image, reference) = (try await TestImage(model: 1), try reference("\(repository):v1"))
        let first = try await image.push(to: reference, options)
        #expect(first.uploaded == ["libraries", "function", "model", "configuration"])
        #expect(!first.plan.isDone)
        let second = try await image.push(to: reference, options)
        #expect(second.uploaded == [])
        #expect(second.plan.isDone)
        #expect(second.plan.missingByteCount == 0)
    }

    @Test("another model sends its own layer and the configuration")
    func newModel() async throws {
        let (first, second) = (try await TestImage(model: 2), try await TestImage(model: 3))
        try await first.push(to: try reference("\(repository):v1"), options)
        let outcome = try await second.push(to: try reference("\(repository):v2"), options)
        #expect(outcome.plan.contents.filter { !$0.isPresent }.map(\.title) == ["model", "configuration"])
        #expect(outcome.uploaded == ["model", "configuration"])
    }

    @Test("connections that break off in the middle are got over", arguments: [1, 4])
    func broken(times: Int) async throws {
        let image = try await TestImage(model: 20 + UInt64(times))
        let proxy = Registries.breaking(times)
        try await image.push(to: try Registries.reference(proxy, "\(repository):v1"), options)
        let direct = RegistryClient(try reference("\(repository):v1"), options: options)
        #expect(try await direct.currentDigest() == image.digest)
        for layer in image.archive.manifest.layers { #expect(try await direct.contains(layer)) }
    }

    @Test("another repository's contents are mounted, not sent")
    func mount() async throws {
        let image = try await TestImage(model: 4)
        try await image.push(to: try reference("\(repository):v1"), options)
        let other = try reference("\(repository)-other:v1")
        let outcome = try await image.push(to: other, mountingFrom: repository, options)
        #expect(outcome.mounted == ["libraries", "function", "model", "configuration"])
        #expect(outcome.uploaded == [])
    }

    @Test("a repository that has nothing to mount costs no push")
    func mountMisses() async throws {
        let image = try await TestImage(model: 5)
        let outcome = try await image.push(
            to: try reference("\(repository):v1"), mountingFrom: "nobody/here", options)
        #expect(outcome.uploaded.count == 4)
        #expect(outcome.mounted == [])
    }

    @Test(
        "skopeo pulls back the same image",
        .enabled(if: ShellCommand.has("skopeo"), "skopeo is needed: apt-get install skopeo"))
    func pullBack() async throws {
        let (image, reference) = (try await TestImage(model: 6), try reference("\(repository):v1"))
        try await image.push(to: reference, options)
        let inspected = ShellCommand("skopeo inspect --tls-verify=false 'docker://\(reference)'")
        try #require(inspected.status == 0, "\(inspected.output)")
        #expect(try JSONDocument(Array(inspected.output.utf8)).root["Digest"]?.string == image.digest.description)
        let copied = ShellCommand(
            """
            skopeo copy -q --insecure-policy --src-tls-verify=false 'docker://\(reference)' \
            'oci-archive:\(image.folder.path("pulled.tar"))'
            """)
        try #require(copied.status == 0, "\(copied.output)")
        let pulled = try ImageArchive(image.folder.path("pulled.tar"))
        #expect(pulled.manifest == image.archive.manifest)
        for layer in pulled.manifest.layers {
            #expect(try ContentDigest(of: pulled.content(layer)) == layer.digest)
        }
    }

    @Test("an image is pushed by its digest alone, and under no other one")
    func byDigest() async throws {
        let image = try await TestImage(model: 7)
        let reference = try reference("\(repository)@\(image.digest)")
        try await image.push(to: reference, options)
        #expect(try await RegistryClient(reference, options: options).currentDigest() == image.digest)
        let other = try self.reference("\(repository)@sha256:\(String(repeating: "0", count: 64))")
        let error = #expect(throws: RegistryError.self) { try ImagePush(image.archive, to: other, options: options) }
        #expect(error?.code == .digestMismatch)
    }
}
