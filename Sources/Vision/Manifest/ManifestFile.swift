#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads and writes manifests beside models.
package enum ManifestFile {
    /// Where a model's manifest is: the model's path with the extension replaced by `.apus.json`.
    package static func path(forModel model: String) -> String {
        let name = model.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return model + ".apus.json" }
        return model.dropLast(name.distance(from: dot, to: name.endIndex)) + ".apus.json"
    }

    /// The manifest in a file, or `nil` where there is no such file.
    ///
    /// - Throws: ``VisionError`` with `manifest-invalid` that names file, key and cause.
    package static func read(_ path: String) throws(VisionError) -> ManifestDocument? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try parse(String(decoding: data, as: UTF8.self), name: path)
    }

    /// The manifest in a text, such as one in the model's own metadata.
    ///
    /// - Throws: ``VisionError`` with `manifest-invalid` that names the text, key and cause.
    package static func parse(_ json: String, name: String) throws(VisionError) -> ManifestDocument {
        do {
            return try JSONDecoder().decode(ManifestDocument.self, from: Data(json.utf8))
        } catch {
            throw VisionError(
                .manifestInvalid, "the manifest \(name) cannot be read", found: (error as? DecodingError)?.cause,
                advice: "see docs/reference/manifest.md, or write a fresh one: apus inspect MODEL --write",
                underlying: error)
        }
    }

    /// Writes a manifest: beside the target first, then renamed, so that no half file is ever seen.
    ///
    /// - Throws: The system's error where the file cannot be written.
    package static func write(_ document: ManifestDocument, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(document) + Data("\n".utf8)
        try data.write(to: URL(filePath: path), options: .atomic)
    }
}

extension DecodingError {
    /// Where and why decoding failed, in one line.
    fileprivate var cause: String {
        let context: Context =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: Context(codingPath: [], debugDescription: "\(self)")
            }
        let place = context.codingPath.map(\.stringValue).joined(separator: ".")
        return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
    }
}
