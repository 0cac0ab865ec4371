import Diagnosis
import Packaging
import Registry
import TestSupport
import Testing

@Suite("Registries on bad days", .enabled(if: Registries.faulty != nil, Registries.noFaulty))
struct FaultyRegistryTests {
    private let options = Registries.options()

    /// Pushes a new image to a repository with a fault, and gives what the registry was asked.
    private func push(_ fault: String, seed: UInt64) async throws -> [String] {
        let repository = Registries.repository(fault)
        let image = try await TestImage(model: seed)
        let reference = try Registries.reference(Registries.faulty, "\(repository):v1")
        try await image.push(to: reference, options)
        #expect(try await RegistryClient(reference, options: options).currentDigest() == image.digest)
        for layer in image.archive.manifest.layers {
            #expect(try await RegistryClient(reference, options: options).contains(layer))
        }
        return try calls(repository)
    }

    private func calls(_ repository: String) throws -> [String] {
        let registry = try #require(Registries.faulty)
        return (registry.ask(repository) ?? "").split(separator: "; ").map(String.init)
    }

    /// Pushes where that must fail.
    private func failure(_ fault: String) async throws -> RegistryError {
        let image = try await TestImage(model: 50)
        let reference = try Registries.reference(Registries.faulty, "\(Registries.repository(fault)):v1")
        return try await #require(throws: RegistryError.self) { try await image.push(to: reference, options) }
    }

    @Test("a connection that breaks at half goes on where it stopped")
    func drop() async throws {
        let calls = try await push("drop", seed: 11)
        let broken = try #require(calls.first { $0.hasPrefix("PUT blobs-upload 0 0 ") })
        let received = try #require(broken.split(separator: " ").last.flatMap { Int($0) })
        #expect(received > 40_000)
        #expect(calls.contains { $0.hasPrefix("GET blobs-upload 204 ") })
        #expect(calls.contains { $0.hasPrefix("PATCH blobs-upload 202 \(received) ") })
        #expect(!calls.contains { $0.hasPrefix("PATCH blobs-upload 202 0 ") })
    }

    @Test("a connection that breaks in every chunk still gets there")
    func often() async throws {
        let calls = try await push("often", seed: 12)
        #expect(calls.filter { $0.hasPrefix("PATCH blobs-upload 0 ") }.count >= 3)
        let sent = calls.filter { $0.contains("blobs-upload") }.compactMap { $0.split(separator: " ").last }
        #expect(sent.compactMap { Int($0) }.reduce(0, +) < 150_000)
    }

    @Test("an upload that the registry forgot begins anew, in chunks")
    func forget() async throws {
        let calls = try await push("forget", seed: 13)
        #expect(calls.contains { $0.hasPrefix("GET blobs-upload 404 ") })
        #expect(calls.contains("PATCH blobs-upload 202 0 30000"))
        #expect(calls.contains("PATCH blobs-upload 202 30000 30000"))
    }

    @Test("chunks are as long as the registry wants them")
    func coarse() async throws {
        let calls = try await push("coarse", seed: 19)
        let chunks = calls.filter { $0.hasPrefix("PATCH ") }.compactMap {
            $0.split(separator: " ").last.flatMap { Int($0) }
        }
        #expect(!chunks.isEmpty && chunks.dropLast().allSatisfy { $0 >= 60_000 })
        #expect(chunks.contains { $0 > 30_000 })
    }

    @Test("contents whose arrival was never confirmed are not sent twice")
    func mute() async throws {
        let calls = try await push("mute", seed: 14)
        #expect(!calls.contains { $0.hasPrefix("PATCH") })
    }

    @Test("a registry that takes no large requests gets chunks")
    func narrow() async throws {
        let calls = try await push("narrow", seed: 15)
        #expect(calls.contains { $0.hasPrefix("PUT blobs-upload 413 ") })
        #expect(calls.contains("PATCH blobs-upload 202 30000 30000"))
    }

    @Test("a registry that asks to slow down is asked again")
    func busy() async throws {
        let calls = try await push("busy", seed: 16)
        #expect(calls.filter { $0.hasPrefix("PUT manifests 429 ") }.count == 2)
    }

    @Test(
        "what cannot succeed is an error of its own",
        arguments: [
            ("down", RegistryError.Code.unavailable), ("closed", .accessDenied), ("absent", .requestFailed),
            ("greedy", .accessDenied), ("liar-head", .digestMismatch), ("liar-blob", .digestMismatch),
            ("liar-manifest", .digestMismatch),
        ])
    func failures(fault: String, code: RegistryError.Code) async throws {
        if fault == "liar-head" {
            // It has to have something to lie about.
            let (image, repository) = (try await TestImage(model: 50), Registries.repository(fault))
            let reference = try Registries.reference(Registries.faulty, "\(repository):v1")
            try await image.push(to: reference, options)
            let error = await #expect(throws: RegistryError.self) {
                try await RegistryClient(reference, options: options).contains(image.archive.manifest.configuration)
            }
            #expect(error?.code == code)
        } else {
            #expect(try await failure(fault).code == code)
        }
    }

    @Test("what a registry says is shown without its control characters")
    func escaped() async throws {
        let text = try await failure("closed").description
        #expect(text.contains("DENIED"))
        #expect(text.contains("luck"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test("a repository that is not there is one to make")
    func absent() async throws {
        #expect(try await failure("absent").description.contains("create the repository absent/"))
    }

    @Test("a registry that is not there is named")
    func unreachable() async throws {
        let image = try await TestImage(model: 51)
        let error = await #expect(throws: RegistryError.self) {
            try await image.push(to: try ImageReference("127.0.0.1:1/app:v1"), options)
        }
        #expect(error?.code == .unreachable)
        #expect(error?.description.contains("127.0.0.1:1") == true)
    }
}
