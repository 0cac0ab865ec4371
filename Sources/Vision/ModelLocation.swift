import Diagnosis
import Inference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The model that a program uses, and why this one.
package struct ModelLocation: Sendable, Hashable {
    /// The model's file.
    package let path: String
    /// Why it is this one.
    package let origin: Origin

    /// Why a model was chosen.
    package enum Origin: Sendable, Hashable {
        /// Somebody named it, or the folder that it is alone in.
        case named
        /// It is alone in one of the program's folders.
        case found
        /// It came with the program.
        case shipped
    }

    /// Finds a model: the one that is named, else the one in the first folder that has any, else the program's own.
    ///
    /// A program's own model is in `models/` beside its file, or in `Models/` of a folder above, as in a clone.
    ///
    /// - Parameters:
    ///   - named: A file, or a folder with one model; it decides alone where it is given.
    ///   - folders: Folders that a model may be in.
    ///   - executable: The program's file.
    /// - Returns: A path that is there, or the named one, whose loading tells what is wrong with it.
    /// - Throws: ``VisionError`` with `model-not-chosen` where none is found, or several are in one folder.
    package static func find(
        named: String?, folders: [String] = [], executable: String? = Folder.executable
    ) throws(VisionError) -> ModelLocation {
        if let named {
            guard isFolder(named) else { return ModelLocation(path: named, origin: .named) }
            if let path = try model(in: named) { return ModelLocation(path: path, origin: .named) }
            throw VisionError(
                .modelNotChosen, "there is no .onnx model in \(Diagnosis.excerpt(named))", expected: "one model",
                advice: "name the model's file")
        }
        for folder in folders {
            if let path = try model(in: folder) { return ModelLocation(path: path, origin: .found) }
        }
        let own = executable.map(ownFolders) ?? []
        for folder in own {
            if let path = try model(in: folder) { return ModelLocation(path: path, origin: .shipped) }
        }
        throw missing(from: folders + own.prefix(1))
    }

    private static func ownFolders(of executable: String) -> [String] {
        let above = Folder.ancestors(of: executable)
        return above.prefix(1).map { $0 + "/models" } + above.map { $0 + "/Models" }
    }

    /// The only model in a folder, or the only one that has a manifest beside it; `nil` where there is none.
    private static func model(in folder: String) throws(VisionError) -> String? {
        let names = Folder.names(in: folder)
        let models = names.filter { $0.hasSuffix(".onnx") && !$0.hasPrefix(".") }.sorted()
        let described = models.filter { names.contains(ManifestFile.path(forModel: $0)) }
        let candidates = described.isEmpty ? models : described
        guard candidates.count <= 1 else {
            throw VisionError(
                .modelNotChosen, "there are several models in \(Diagnosis.excerpt(folder))", expected: "one model",
                found: Diagnosis.excerpt(candidates.joined(separator: ", ")), advice: "name one of them")
        }
        return candidates.first.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
    }

    private static func missing(from folders: [String]) -> VisionError {
        VisionError(
            .modelNotChosen, "no model is named, and none is where models are looked for",
            expected: "an ONNX file; export one: yolo export model=yolov8n.pt format=onnx",
            found: folders.isEmpty ? nil : Diagnosis.excerpt("none in \(folders.joined(separator: ", "))"),
            advice: "apus predict photo.jpg --model yolov8n.onnx")
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
