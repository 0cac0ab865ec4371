/// What a package will be: its kind, its trees, and what it weighs.
package struct PackagePlan: Sendable {
    /// An archive of the package, and where what is in it will lie.
    struct Archive: Sendable {
        /// What follows the package's name in the file's.
        let suffix: String
        let tree: PackagedTree
        /// The folder on the target, without the first slash.
        let folder: String
    }

    /// The form.
    package let kind: PackageKind
    /// What goes into it.
    package let contents: PackageContents
    /// The archives of a zip or of layers; none for an image.
    let archives: [Archive]
    /// The function's folder of an image, and the system around it.
    let image: (task: PackagedTree, system: PackagedTree)?

    /// Decides on a kind.
    ///
    /// - Parameters:
    ///   - contents: What goes into it.
    ///   - kind: The kind that is asked for; otherwise a zip archive, or an image where the archive would be too large.
    /// - Throws: ``PackagingError`` with `package-too-large` for a kind that Lambda would not take.
    package init(_ contents: PackageContents, kind: PackageKind? = nil) throws(PackagingError) {
        self.contents = contents
        let whole = try contents.wholeTreeIfStartable(for: kind)
        let chosen = kind ?? (whole.map { $0.byteCount <= LambdaLimits.unpacked } == true ? .zip : .image)
        self.kind = chosen
        switch (chosen, whole) {
        case (.zip, let tree?):
            image = nil
            archives = [Archive(suffix: ".zip", tree: tree, folder: PackageContents.taskFolder)]
        case (.layer, _):
            image = nil
            let trees = try contents.layerTrees()
            let model = trees.model.map {
                Archive(suffix: "-model.zip", tree: $0, folder: PackageContents.layerFolder)
            }
            archives =
                [
                    Archive(suffix: "-function.zip", tree: trees.function, folder: PackageContents.taskFolder),
                    Archive(suffix: "-engine.zip", tree: trees.engine, folder: PackageContents.layerFolder),
                ] + [model].compactMap(\.self)
        default:
            image = try contents.imageTrees()
            archives = []
        }
        try checkSize()
    }

    /// All trees of the package.
    var trees: [PackagedTree] { image.map { [$0.task, $0.system] } ?? archives.map(\.tree) }

    /// The size unpacked, in bytes.
    package var byteCount: Int { trees.reduce(0) { $0 + $1.byteCount } }

    private func checkSize() throws(PackagingError) {
        let isImage = kind == .image
        let limit = isImage ? LambdaLimits.image : LambdaLimits.unpacked
        guard byteCount > limit else { return }
        let heaviest = PackageSizes(of: trees).rows.max { $0.byteCount < $1.byteCount }
        throw PackagingError(
            .packageTooLarge, "the package is too large for Lambda as \(isImage ? "an image" : "a \(kind.rawValue)")",
            expected: "at most \(limit) bytes unpacked" + (isImage ? "" : ", layers included"),
            found: "\(byteCount) bytes, of which the \(heaviest?.part.rawValue ?? "") has \(heaviest?.byteCount ?? 0)",
            advice: (isImage ? "" : "make an image: --kind image; or ")
                + "package without --model and set MODEL_PATH=s3://bucket/key; or take a smaller or quantised model")
    }
}

extension PackageContents {
    /// The tree of a zip archive; `nil` where nobody asks for one and the function cannot be started from it.
    fileprivate func wholeTreeIfStartable(for kind: PackageKind?) throws(PackagingError) -> PackagedTree? {
        guard kind != nil else { return try? wholeTree() }
        return kind == .zip ? try wholeTree() : nil
    }
}
