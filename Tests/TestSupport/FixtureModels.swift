#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The tiny models and golden results that `Tests/Fixtures/models/make_models.py` writes.
package enum FixtureModels {
    /// The folder, found from this file's place in the repository.
    package static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/models").path

    /// The path of a model or golden file.
    package static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The names of the fixtures with this beginning and ending, both taken off, in order.
    package static func names(prefix: String, suffix: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
            .map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) }.sorted()
    }

    /// A golden file's value.
    package static func golden<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path(name))))
    }
}
