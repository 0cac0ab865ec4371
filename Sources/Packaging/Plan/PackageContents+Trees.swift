import Inference

/// The files of each kind of package.
extension PackageContents {
    /// Where Lambda puts the function.
    static let taskFolder = "var/task"
    /// Where Lambda puts layers.
    static let layerFolder = "opt"
    /// The model's folder beside the function.
    static let modelFolder = "model"
    /// The model's folder in a layer, where the function looks for it first.
    static let layerModel = "ml/model"
    /// The loader's path in the package; short, because it has to fit where the system's loader was named.
    private static let ownLoader = "lib/ld.so"

    /// Everything in one tree, as a zip archive has it.
    ///
    /// - Throws: ``PackagingError``.
    package func wholeTree() throws(PackagingError) -> PackagedTree {
        try PackagedTree(
            [bootstrap(), engineFile()] + libraryFiles() + modelFiles(in: Self.modelFolder) + texts())
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
        let (own, shared): ([PackagedFile], [PackagedFile]) = hasOwnLibraries ? (libraries, []) : ([], libraries)
        let modelTree = try model.map { _ throws(PackagingError) in try PackagedTree(modelFiles(in: Self.layerModel)) }
        return (
            try PackagedTree([bootstrap()] + own + texts()), try PackagedTree([engineFile()] + shared), modelTree
        )
    }

    /// The function's folder of an image, and the system around it: an image has no other libraries than its own, and
    /// they lie where its loader looks for them by itself.
    ///
    /// - Throws: ``PackagingError``.
    package func imageTrees() throws(PackagingError) -> (task: PackagedTree, system: PackagedTree) {
        let libraries = try closure()
        let task = [
            PackagedFile(path: "bootstrap", isExecutable: true, part: .function, content: .bytes(function.stripped)),
            engineFile(engine.stripped),
        ]
        let licenses = try LicenseTexts(of: request, libraries: libraries, areRelinked: false, model: modelLicense)
        return (
            try PackagedTree(task + modelFiles(in: Self.modelFolder) + licenses.files),
            try PackagedTree(libraries.map(systemFile))
        )
    }

    /// All libraries that function and engine are started with on this machine.
    ///
    /// - Throws: ``PackagingError``.
    func closure() throws(PackagingError) -> [LibraryClosure.Library] {
        try LibraryClosure(of: [function, engine]).libraries
    }

    /// A library where the function's loader looks for it by itself.
    func systemFile(_ library: LibraryClosure.Library) -> PackagedFile {
        let loader = function.interpreter ?? ""
        let isLoader = loader.hasSuffix("/\(library.name)")
        let path = isLoader ? String(loader.drop { $0 == "/" }) : "lib/\(processor.triple)/\(library.name)"
        return PackagedFile(
            path: path, isExecutable: isLoader, part: .libraries, content: .bytes(library.file.stripped))
    }
}

// MARK: - Parts

extension PackageContents {
    /// Whether loader and libraries lie in the package.
    var hasOwnLibraries: Bool { if case .ownLibraries = start { true } else { false } }

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

    private func engineFile() throws(PackagingError) -> PackagedFile { engineFile(try packaged(engine)) }

    private func engineFile(_ bytes: [UInt8]) -> PackagedFile {
        PackagedFile(path: "lib/\(engineName)", part: .engine, content: .bytes(bytes))
    }

    private func libraryFiles() throws(PackagingError) -> [PackagedFile] {
        var files: [PackagedFile] = []
        for library in shipped {
            let isLoader = hasOwnLibraries && function.interpreter?.hasSuffix("/\(library.name)") == true
            files.append(
                PackagedFile(
                    path: isLoader ? Self.ownLoader : "lib/\(library.name)", isExecutable: isLoader, part: .libraries,
                    content: .bytes(try packaged(library.file))))
        }
        return files
    }

    /// A library as archives have it.
    private func packaged(_ library: ELFFile) throws(PackagingError) -> [UInt8] {
        hasOwnLibraries ? try library.withOwnLibraries(library.stripped, loader: nil) : library.stripped
    }

    private func modelFiles(in folder: String) throws(PackagingError) -> [PackagedFile] {
        guard let model else { return [] }
        return try model.packaged(in: folder)
    }

    private func texts() throws(PackagingError) -> [PackagedFile] {
        try LicenseTexts(of: request, libraries: shipped, areRelinked: hasOwnLibraries, model: modelLicense).files
    }
}
