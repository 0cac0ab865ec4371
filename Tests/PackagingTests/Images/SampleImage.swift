import Packaging
import TestSupport

/// A small image in an archive.
struct SampleImage {
    let folder: ScratchFolder
    let path: String
    let image: WrittenImage

    /// Writes it, with a program's file, or some bytes that are no program.
    init(model: [UInt8] = [1, 2, 3], program: String? = nil, name: String? = "sample:v1") async throws {
        folder = try ScratchFolder()
        path = folder.path("image.tar")
        image = try await ImageArchive.write(
            Self.contents(model: model, program: program), Self.configuration, name: name, to: path)
    }

    static var configuration: ImageConfiguration {
        var configuration = ImageConfiguration(architecture: "amd64")
        configuration.labels = ["org.opencontainers.image.title": "sample"]
        return configuration
    }

    static func contents(model: [UInt8], program: String?) throws -> ImageContents {
        let bootstrap: PackagedFile.Content =
            try program.map { .file(path: $0, byteCount: try SourceFile($0).byteCount) } ?? .bytes([0x7F])
        return ImageContents(
            task: try PackagedTree([
                PackagedFile(path: "bootstrap", isExecutable: true, part: .function, content: bootstrap),
                PackagedFile(
                    path: "lib/libengine.so.1", part: .engine, content: .bytes([UInt8](repeating: 9, count: 99_999))),
                PackagedFile(path: "lib/libengine.so", part: .engine, content: .link(target: "libengine.so.1")),
                PackagedFile(path: "model/model.onnx", part: .model, content: .bytes(model)),
                PackagedFile(path: "licenses/MIT", part: .licenses, content: .bytes(Array("MIT".utf8))),
            ]),
            system: try PackagedTree([
                PackagedFile(path: "lib/libc.so.6", isExecutable: true, part: .libraries, content: .bytes([1, 1]))
            ]), certificates: Array("certificates".utf8))
    }
}
