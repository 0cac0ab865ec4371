import Foundation

/// A folder that goes when its owner goes.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "apus-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A place below the folder.
    func url(_ name: String) -> URL { URL(filePath: path).appending(path: name) }

    /// The path of a place below the folder.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Copies a picture of the fixtures to a place below the folder.
    func add(_ picture: String, as name: String) throws {
        let target = url(name)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Fixture.picture(picture), toPath: path(name))
    }

    /// The names of what is in the folder, in order.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
