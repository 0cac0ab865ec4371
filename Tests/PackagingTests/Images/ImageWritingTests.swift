import JSONText
import Packaging
import TestSupport
import Testing

@Suite("Writing images")
struct ImageWritingTests {
    @Test("the same contents give the same bytes")
    func reproducible() async throws {
        let (first, second) = (try await SampleImage(), try await SampleImage())
        #expect(try first.folder.read("image.tar") == second.folder.read("image.tar"))
        #expect(first.image.digest == second.image.digest)
    }

    @Test("another model changes its own layer and no other")
    func newModel() async throws {
        let (first, second) = (try await SampleImage(), try await SampleImage(model: [4]))
        #expect(first.image.layers.map(\.title) == ["libraries", "engine", "function", "model", "licenses"])
        let changed = zip(first.image.layers, second.image.layers).filter { $0.0.descriptor != $0.1.descriptor }
        #expect(changed.map(\.0.title) == ["model"])
        #expect(first.image.digest != second.image.digest)
    }

    @Test("a layer holds its files, the folders that they lie in, and nothing else")
    func layer() async throws {
        let sample = try await SampleImage()
        let archive = try ImageArchive(sample.path)
        let engine = try TarReader.members(of: try archive.unpacked(archive.manifest.layers[1])).map(\.entry)
        #expect(
            engine == [
                .folder("var"), .folder("var/task"), .folder("var/task/lib"),
                .link("var/task/lib/libengine.so", to: "libengine.so.1"),
                .file("var/task/lib/libengine.so.1", byteCount: 99_999),
            ])
        let base = try TarReader.members(of: try archive.unpacked(archive.manifest.layers[0])).map(\.entry)
        #expect(base.contains(.folder("tmp", permissions: 0o1777)))
        #expect(base.contains(.file("lib/libc.so.6", byteCount: 2, isExecutable: true)))
        #expect(base.contains(.file("etc/ssl/certs/ca-certificates.crt", byteCount: 12)))
    }

    @Test("digests are those of the bytes, before and after compression")
    func digests() async throws {
        let sample = try await SampleImage()
        let archive = try ImageArchive(sample.path)
        let declared = archive.configuration.root["rootfs"]?["diff_ids"]?.elements.map(\.string)
        #expect(declared == sample.image.layers.map(\.plainDigest.description))
        for layer in sample.image.layers {
            #expect(try ContentDigest(of: archive.content(layer.descriptor)) == layer.descriptor.digest)
            let unpacked = try archive.unpacked(layer.descriptor)
            #expect(try ContentDigest(of: unpacked) == layer.plainDigest)
            #expect(unpacked.byteCount == layer.plainByteCount)
        }
    }

    @Test("an image that cannot be written leaves nothing behind")
    func unwritable() async throws {
        let folder = try ScratchFolder()
        let contents = try SampleImage.contents(model: [1], program: nil)
        await #expect(throws: PackagingError.self) {
            try await ImageArchive.write(
                contents, SampleImage.configuration, name: nil, to: folder.path("absent/image.tar"))
        }
        let missing = ImageContents(
            task: try PackagedTree([
                PackagedFile(path: "m", part: .model, content: .file(path: folder.path("gone"), byteCount: 1))
            ]), system: try PackagedTree([]), certificates: [])
        await #expect(throws: PackagingError.self) {
            try await ImageArchive.write(
                missing, SampleImage.configuration, name: nil, to: folder.path("image.tar"))
        }
        #expect(folder.names == [])
    }

    @Test("this machine's certificates are found")
    func certificates() throws {
        let text = String(decoding: try ImageBase.localCertificates(), as: UTF8.self)
        #expect(text.contains("-----BEGIN CERTIFICATE-----"))
    }
}
