import Diagnosis
import Inference
import Vision

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A model's files as they go into a package: those beside it that belong to it, or a whole folder.
struct ModelContents: Sendable {
    /// The model's own file.
    let path: String
    /// The name of that file without its extension.
    var name: String {
        let file = path.split(separator: "/").last ?? ""
        return String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
    }

    /// All files, by the paths that they have in the model's folder.
    let files: [(name: String, path: String)]
    /// The folder whose files all belong to the model, where one was named.
    let folder: String?

    /// More files than any model has.
    private static let maximumCount = 10_000
    /// Deeper than any model's folder; a link to a folder above would go on without end.
    private static let maximumDepth = 8

    /// Lists a model's files.
    ///
    /// - Parameters:
    ///   - named: The model's file, or a folder with one model: then all in it belongs to it.
    ///   - processor: The processor, whose prepared forms are taken.
    /// - Throws: `VisionError` with `model-not-chosen`, `InferenceError` where the model or its weights are not there,
    ///   ``PackagingError`` with `package-path-refused` or `package-file-unreadable`.
    init(named: String, processor: Processor) throws {
        path = try Self.path(named: named)
        guard path.hasSuffix(".onnx") else {
            throw PackagingError(
                .pathRefused, "the function would not find \(Diagnosis.excerpt(path))",
                expected: "a name that ends in .onnx", advice: "rename the file")
        }
        let model = try ModelFile(path: path)
        if path == named {
            files = try Self.files(of: model, processor)
            folder = nil
        } else {
            folder = named
            files = try Self.files(inFolder: named, prefix: "", depth: 0)
        }
        guard files.count <= Self.maximumCount else {
            throw PackagingError(
                .pathRefused, "\(Diagnosis.excerpt(named)) holds too many files",
                expected: "at most \(Self.maximumCount)", found: "\(files.count)", advice: "name the model's own folder"
            )
        }
    }

    private static func path(named: String) throws -> String {
        do {
            return try ModelLocation.find(named: named).path
        } catch {
            guard error.code == .modelNotChosen, let found = error.diagnosis.found else { throw error }
            throw VisionError(
                .modelNotChosen, "\(Diagnosis.excerpt(named)) holds several models, and a package holds one",
                expected: "a folder with one .onnx file, and what belongs to it", found: found,
                advice: "name one of the files; models of several files that are run one after another are not served")
        }
    }

    private static func files(of model: ModelFile, _ processor: Processor) throws -> [(name: String, path: String)] {
        let (path, folder) = (model.path, Folder.parent(of: model.path))
        let prepared = ProcessorFamily.all(processor).map { PreparedModel.path(forModel: path, processor: $0) }
            .filter { PreparedModel.isMade(at: $0, ofModelAt: path) }
        let beside = [ManifestFile.path(forModel: path)].filter { access($0, R_OK) == 0 } + prepared
        let own = ([path] + beside).map { (name: String($0.split(separator: "/").last ?? ""), path: $0) }
        let weights = model.summary?.externalFiles ?? []
        return own
            + weights.map { name in
                let place = name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
                return (place, folder.isEmpty && !path.hasPrefix("/") ? name : "\(folder)/\(name)")
            }
    }

    /// Links to files are followed, so that their contents are packaged; links to folders are refused by their depth.
    private static func files(
        inFolder folder: String, prefix: String, depth: Int
    ) throws(PackagingError) -> [(name: String, path: String)] {
        var files: [(name: String, path: String)] = []
        for name in Folder.names(in: folder).sorted() where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw PackagingError(
                    .fileUnreadable, "\(Diagnosis.excerpt(path)) cannot be read",
                    found: String(cString: strerror(errno)),
                    advice: "remove the file, or the link that leads nowhere")
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: files.append((prefix + name, path))
            case S_IFDIR where depth < maximumDepth && files.count <= maximumCount:
                files += try Self.files(inFolder: path, prefix: "\(prefix)\(name)/", depth: depth + 1)
            default:
                throw PackagingError(
                    .pathRefused, "\(Diagnosis.excerpt(path)) cannot be packaged",
                    expected: "files in at most \(maximumDepth) folders",
                    found: depth < maximumDepth ? "neither file nor folder" : "a deeper folder, or a link to one above")
            }
        }
        return files
    }

    /// The files as a package has them.
    ///
    /// - Parameter folder: The folder of the package that they go into.
    /// - Returns: The files.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`.
    func packaged(in folder: String) throws(PackagingError) -> [PackagedFile] {
        var packaged: [PackagedFile] = []
        for (name, path) in files {
            packaged.append(try PackagedFile(path: "\(folder)/\(name)", part: .model, fileAt: path))
        }
        return packaged
    }
}

extension ProcessorFamily {
    /// The families that a package for a processor may run on.
    fileprivate static func all(_ processor: Processor) -> [ProcessorFamily] {
        switch processor {
        case .x86_64: [ProcessorFamily("x86-64"), ProcessorFamily("x86-64-avx512")]
        case .arm64: [ProcessorFamily("arm64"), ProcessorFamily("arm64-fp16")]
        }
    }
}

extension PackagedFile {
    /// A file of this machine, with the size that it has now.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable`.
    init(
        path: String, isExecutable: Bool = false, part: PackagePart, fileAt source: String
    ) throws(PackagingError) {
        let byteCount = try SourceFile(source).byteCount
        self.init(
            path: path, isExecutable: isExecutable, part: part, content: .file(path: source, byteCount: byteCount))
    }
}
