import Inference

/// The files of each kind of package.
extension PackageContents {
    /// Where Lambda puts the function.
    static let taskFolder = "var/task"
    /// Where Lambda puts layers.
    static let layerFolder = "opt"
    /// The loader's path in the package; short, because it has to fit where the system's loader was named.
    private static let ownLoader = "lib/ld.so"

    /// Everything in one tree, as a zip archive has it.
    ///
    /// - Throws: ``PackagingError``.
    package func wholeTree() throws(PackagingError) -> PackagedTree {
        try PackagedTree([bootstrap(), engineFile(in: "lib")] + libraryFiles() + modelFiles(in: "model") + texts())
    }

    /// The function alone, and the layers under it: the engine's and the model's.
    ///
    /// A loader of the package stays with the function: the kernel looks for it before any layer counts.
    ///
    /// - Throws: ``PackagingError``.
    package func layerTrees() throws(PackagingError) -> (
        function: PackagedTree, engine: PackagedTree, model: PackagedTree?
    ) {
        let libraries = try libraryFiles()
        let (own, shared): ([PackagedFile], [PackagedFile]) =
            if case .ownLibraries = start { (libraries, []) } else { ([], libraries) }
        let modelTree = try model.map { _ throws(PackagingError) in try PackagedTree(modelFiles(in: "ml/model")) }
        return (
            try PackagedTree([bootstrap()] + own + texts()), try PackagedTree([engineFile(in: "lib")] + shared),
            modelTree
        )
    }

    /// The function's folder of an image, and the system around it: an image has no other libraries than its own, and
    /// they lie where its loader looks for them by itself.
    ///
    /// - Throws: ``PackagingError``.
    package func imageTrees() throws(PackagingError) -> (task: PackagedTree, system: PackagedTree) {
        let closure = try LibraryClosure(of: [function, engine]).libraries
        let loader = function.interpreter ?? ""
        let folder = "lib/\(processor.triple)"
        var system: [PackagedFile] = []
        for library in closure {
            let isLoader = loader.hasSuffix("/\(library.name)")
            let path = isLoader ? String(loader.drop { $0 == "/" }) : "\(folder)/\(library.name)"
            system.append(try PackagedFile(path: path, isExecutable: isLoader, part: .libraries, fileAt: library.path))
        }
        let task = [
            PackagedFile(path: "bootstrap", isExecutable: true, part: .function, content: .bytes(function.stripped)),
            try PackagedFile(path: "lib/\(engineName)", part: .engine, fileAt: request.engine),
        ]
        let licenses = try LicenseTexts(of: request, libraries: closure, model: modelLicense).files
        return (try PackagedTree(task + modelFiles(in: "model") + licenses), try PackagedTree(system))
    }
}

// MARK: - Parts

extension PackageContents {
    private var hasOwnLibraries: Bool { if case .ownLibraries = start { true } else { false } }

    private func bootstrap() throws(PackagingError) -> PackagedFile {
        var bytes = function.stripped
        if hasOwnLibraries {
            guard function.searchPath.contains("$ORIGIN/lib") else {
                throw PackagingError(
                    .binaryUnfit, "\(function.name) would not find libraries of its own",
                    expected: "$ORIGIN/lib in its search path", found: function.searchPath.joined(separator: ":"),
                    advice: "link it with -rpath '$ORIGIN/lib', or make an image: --kind image")
            }
            bytes = try function.withOwnLibraries(bytes, loader: "/\(Self.taskFolder)/\(Self.ownLoader)")
        }
        return PackagedFile(path: "bootstrap", isExecutable: true, part: .function, content: .bytes(bytes))
    }

    private func engineFile(in folder: String) throws(PackagingError) -> PackagedFile {
        let path = "\(folder)/\(engineName)"
        guard hasOwnLibraries else { return try PackagedFile(path: path, part: .engine, fileAt: request.engine) }
        let bytes = try engine.withOwnLibraries(engine.stripped, loader: nil)
        return PackagedFile(path: path, part: .engine, content: .bytes(bytes))
    }

    private func libraryFiles() throws(PackagingError) -> [PackagedFile] {
        var files: [PackagedFile] = []
        for library in shipped {
            guard hasOwnLibraries else {
                files.append(try PackagedFile(path: "lib/\(library.name)", part: .libraries, fileAt: library.path))
                continue
            }
            let isLoader = function.interpreter?.hasSuffix("/\(library.name)") == true
            let bytes = try library.file.withOwnLibraries(library.file.stripped, loader: nil)
            files.append(
                PackagedFile(
                    path: isLoader ? Self.ownLoader : "lib/\(library.name)", isExecutable: isLoader, part: .libraries,
                    content: .bytes(bytes)))
        }
        return files
    }

    private func modelFiles(in folder: String) throws(PackagingError) -> [PackagedFile] {
        guard let model else { return [] }
        return try model.packaged(in: folder)
    }

    private func texts() throws(PackagingError) -> [PackagedFile] {
        try LicenseTexts(of: request, libraries: shipped, model: modelLicense).files
    }
}
