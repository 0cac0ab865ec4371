import Imaging
import Inference
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The folder that annotated pictures are written to, each under its picture's name.
final class AnnotationFolder {
    private let folder: URL
    private var taken: Set<String> = []

    /// Makes the folder where it is not there.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - pictures: The pictures of the run, which must not be overwritten.
    /// - Throws: `ToolError` with `output-unwritable`, or the system's error where the folder cannot be made.
    init(_ path: String, of pictures: [InputPicture]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = URL(filePath: path).resolvingSymlinksInPath()
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw ToolError(unwritable: path, found: "a folder without permission to write")
        }
        let sources = Set(pictures.compactMap(\.folder)).map { URL(filePath: $0).resolvingSymlinksInPath().path }
        guard !sources.contains(folder.path) else {
            throw ToolError(
                unwritable: path, found: "the folder of pictures that are to be predicted",
                advice: "--save another-folder")
        }
    }

    /// Draws a prediction on its picture and writes it: beside the target first, then renamed.
    ///
    /// - Throws: What decoding and encoding throw, or `ToolError` with `output-unwritable`.
    func write(_ prediction: Prediction, of picture: InputPicture) async throws {
        let file = folder.appending(path: freeName(for: picture.name))
        let encoding = ImageEncoding.matching(pathExtension: file.pathExtension) ?? .jpeg(quality: 90)
        let pixels = try await prediction.annotated(picture.source)
        try await ComputeThreads.run {
            let data = Data(try pixels.encoded(as: encoding))
            do {
                try data.write(to: file, options: .atomic)
            } catch let error as CocoaError {
                throw ToolError(error)
            }
        }
    }

    /// The picture's own name, numbered where another picture of the run has it; formats that are only read become JPEG.
    private func freeName(for imageName: String) -> String {
        let file = imageName.split(separator: "/").last.map(String.init) ?? imageName
        let dot = file.lastIndex(of: ".") ?? file.endIndex
        let stem = String(file[..<dot])
        let ending = String(file[dot...].dropFirst())
        let suffix = ImageEncoding.matching(pathExtension: ending) == nil ? "jpg" : ending
        var name = "\(stem).\(suffix)"
        var number = 2
        // Names that differ in case only are one file on some systems.
        while !taken.insert(name.lowercased()).inserted {
            name = "\(stem)-\(number).\(suffix)"
            number += 1
        }
        return name
    }
}
