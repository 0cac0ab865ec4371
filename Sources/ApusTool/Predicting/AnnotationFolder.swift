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
    private let path: String
    private var taken: Set<String> = []

    /// Makes the folder where it is not there.
    ///
    /// - Throws: The system's error where it cannot be made.
    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Draws a prediction on its picture and writes it: beside the target first, then renamed.
    ///
    /// - Throws: What decoding, encoding and writing throw.
    func write(_ prediction: Prediction, of source: ImageSource) async throws {
        let file = URL(filePath: path).appending(path: freeName(for: prediction.imageName ?? "picture"))
        let encoding = ImageEncoding.matching(pathExtension: file.pathExtension) ?? .jpeg(quality: 90)
        let bytes = try await prediction.annotated(source).encoded(as: encoding)
        try await ComputeThreads.run { try Data(bytes).write(to: file, options: .atomic) }
    }

    /// The picture's own name, numbered where another picture of the run has it; formats that are only read become JPEG.
    private func freeName(for imageName: String) -> String {
        let dot = imageName.lastIndex(of: ".") ?? imageName.endIndex
        let stem = String(imageName[..<dot])
        let ending = imageName[dot...].dropFirst().lowercased()
        let suffix = ImageEncoding.matching(pathExtension: ending) == nil ? "jpg" : ending
        var name = "\(stem).\(suffix)"
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(stem)-\(number).\(suffix)"
            number += 1
        }
        return name
    }
}
