import Foundation
import Inference
import TestSupport

/// The tiny models of this target's tests.
enum Fixture {
    /// The path of `name.onnx`.
    static func path(_ name: String) -> String { FixtureModels.path(name + ".onnx") }

    /// The bytes of `name.onnx`.
    static func bytes(_ name: String) throws -> [UInt8] { try [UInt8](contentsOfFile: path(name)) }

    /// A session of `name.onnx` on one thread.
    static func session(_ name: String) throws -> ONNXSession {
        try ONNXSession(path: path(name), options: SessionOptions(threads: 1))
    }
}

/// A folder that is there while `body` runs.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

extension Array where Element == UInt8 {
    /// Reads a file.
    init(contentsOfFile path: String) throws {
        self = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Writes the bytes as a file and gives its path.
    func write(_ name: String, in folder: URL) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(self).write(to: file)
        return file.path
    }
}
