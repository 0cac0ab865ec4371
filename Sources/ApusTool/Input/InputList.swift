import Diagnosis
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The pictures that a command line's arguments stand for, in their order.
struct InputList {
    /// The pictures; those of a folder by name.
    let sources: [ImageSource]

    /// Endings of files that are taken from folders; what a file holds is told from its bytes later.
    private static let pictureEndings: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "dib", "mpo",
    ]

    /// Lists the pictures.
    ///
    /// - Throws: `VisionError` with `source-unreadable` for a path that is not there, or a folder without pictures.
    init(_ arguments: [String]) throws {
        sources = try arguments.flatMap { try Self.expand($0) }
    }

    private static func expand(_ argument: String) throws -> [ImageSource] {
        if argument == "-" { return [.bytes(StandardInput.read(), name: "stdin")] }
        if let address = ImageAddress(argument) { return [address.source] }
        var isFolder = false
        if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) {
            return isFolder ? try pictures(below: argument) : [.file(argument)]
        }
        let matches = FilePattern.matches(argument)
        guard !matches.isEmpty else {
            throw VisionError(
                .sourceUnreadable, "there is no file \(Diagnosis.excerpt(argument))",
                expected: "a file, a folder, a pattern, an http(s) address or -")
        }
        return try matches.flatMap { try expand($0) }
    }

    private static func pictures(below folder: String) throws -> [ImageSource] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        let pictures = names.filter { name in
            let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            return pictureEndings.contains(ending)
        }
        guard !pictures.isEmpty else {
            throw VisionError(
                .sourceUnreadable, "there are no pictures in \(Diagnosis.excerpt(folder))",
                expected: "files ending in \(pictureEndings.sorted().joined(separator: ", "))")
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return pictures.sorted().map { ImageSource.file(prefix + $0) }
    }
}
