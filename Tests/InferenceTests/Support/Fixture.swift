import Foundation
import Inference

/// The tiny models that `Tests/Fixtures/models/make_models.py` writes.
enum Fixture {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/models")

    /// The path of `name.onnx`.
    static func path(_ name: String) -> String {
        folder.appendingPathComponent(name + ".onnx").path
    }

    /// The bytes of `name.onnx`.
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name + ".onnx")))
    }

    /// A session of `name.onnx` on one thread.
    static func session(_ name: String) throws -> ONNXSession {
        try ONNXSession(path: path(name), options: SessionOptions(threads: 1))
    }

    /// What onnxruntime's Python API answers for the ZipMap models.
    static func references() throws -> EngineReferences {
        try JSONDecoder().decode(
            EngineReferences.self, from: Data(contentsOf: folder.appendingPathComponent("engine.json")))
    }
}

/// `engine.json`.
struct EngineReferences: Decodable {
    let rows: [[Float]]
    let withIntegers: Classes<Int64>
    let withStrings: Classes<String>

    struct Classes<Label: Decodable>: Decodable {
        let output_label: [Label]
        let output_probability: [[Pair<Label>]]
    }

    /// A label and its probability, written as a list of both.
    struct Pair<Label: Decodable>: Decodable {
        let label: Label
        let probability: Float

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            label = try list.decode(Label.self)
            probability = try list.decode(Float.self)
        }
    }

    enum CodingKeys: String, CodingKey {
        case rows = "X"
        case withIntegers = "zipmap_int64"
        case withStrings = "zipmap_string"
    }
}

/// A folder that is there while `body` runs.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
