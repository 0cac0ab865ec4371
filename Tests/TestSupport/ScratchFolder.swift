#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder for one test's files; it goes with its owner.
package final class ScratchFolder: Sendable {
    /// Its path.
    package let path: String

    /// Makes it.
    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a place below it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file below it, whose path is given.
    @discardableResult
    package func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    /// Reads a file below it.
    package func read(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path(name)))) }

    /// The names of what is in it, in order.
    package var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
