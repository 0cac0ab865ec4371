import Diagnosis
import Packaging
import TestSupport
import Testing

@Suite("Reading images")
struct ImageReadingTests {
    private func refused(_ items: [TarItem]) throws -> PackagingError {
        let archive = MemoryBytes(try Archive.bytes(items))
        return try #require(throws: PackagingError.self) { try ImageArchive(archive, named: "image.tar") }
    }

    @Test("an archive without an image is refused")
    func noImage() throws {
        let error = try refused([TarItem("bootstrap", bytes: [1])])
        #expect(error.code == .archiveCorrupt)
        #expect(error.description.contains("image.tar holds no image"))
    }

    @Test(
        "an index that leads nowhere is refused",
        arguments: [
            "", "[]", "{}", #"{"manifests":[]}"#, #"{"manifests":[{},{}]}"#,
            #"{"manifests":[{"mediaType":"x","digest":"sha512:00","size":1}]}"#,
            #"{"manifests":[{"mediaType":"x","digest":"sha256:\#(String(repeating: "0", count: 64))","size":1}]}"#,
            #"{"manifests":[{"mediaType":"x","digest":"sha256:\#(String(repeating: "0", count: 64))","size":-1}]}"#,
        ])
    func badIndex(index: String) throws {
        #expect(try refused([TarItem("index.json", bytes: Array(index.utf8))]).code == .archiveCorrupt)
    }

    @Test(
        "a docker archive that leads nowhere is refused",
        arguments: ["", "{}", "[]", "[{}]", #"[{"Config":"a"}]"#, #"[{"Config":"gone","Layers":[]}]"#, "[{},{}]"])
    func badDockerArchive(manifest: String) throws {
        #expect(try refused([TarItem("manifest.json", bytes: Array(manifest.utf8))]).code == .archiveCorrupt)
    }

    @Test("a manifest with another digest than the index says is refused")
    func wrongDigest() async throws {
        let sample = try await SampleImage()
        var bytes = try sample.folder.read("image.tar")
        let text = Array("schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
        bytes[place] = UInt8(ascii: "S")
        let error = #expect(throws: PackagingError.self) { try ImageArchive(MemoryBytes(bytes), named: "image.tar") }
        #expect(error?.code == .archiveCorrupt)
    }

    @Test("no change of an archive's bytes ends the program")
    func changedBytes() async throws {
        let whole = try await SampleImage().folder.read("image.tar")
        var generator = SplitMix(state: 7)
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
            guard let archive = try? ImageArchive(MemoryBytes(bytes), named: "image.tar") else { continue }
            for layer in archive.manifest.layers {
                _ = (try? archive.unpacked(layer)).map { try? TarReader.members(of: $0) }
            }
        }
    }

    @Test(
        "digests are read in one form only",
        arguments: ["sha256:", "sha512:00", "", "SHA256:\(digits)", "sha256:\(digits.uppercased())"])
    func digests(text: String) {
        #expect(ContentDigest(text) == nil)
        #expect(ContentDigest("sha256:\(Self.digits)")?.description == "sha256:\(Self.digits)")
    }

    private static let digits = String(repeating: "0a", count: 32)
}

/// The same numbers on every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
