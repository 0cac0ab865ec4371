import JSONText

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Files beside the tests.
enum Fixture {
    /// The path of a file in this target's folder.
    static func path(_ relative: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: relative).path
    }

    /// What `scripts/reference/aws_signatures.py` wrote.
    static func rows<Row: Decodable>(_ name: String, as type: Row.Type) -> [Row] {
        guard let data = try? Data(contentsOf: URL(filePath: path("Fixtures/\(name).json"))) else { return [] }
        return (try? JSONDecoder().decode([Row].self, from: data)) ?? []
    }

    /// JSON as a value.
    static func json(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }
}

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "apus-aws-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders that it lies in.
    @discardableResult
    func write(_ text: String, to relative: String) throws -> String {
        let url = URL(filePath: path).appending(path: relative)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// A file's bytes.
    func bytes(_ relative: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: "\(path)/\(relative)")))
    }

    /// The names of what lies in the folder.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
