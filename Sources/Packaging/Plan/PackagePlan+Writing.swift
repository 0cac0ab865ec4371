extension PackagePlan {
    /// Writes the package's files, whole but not yet in their places.
    ///
    /// - Parameters:
    ///   - places: Where they belong.
    ///   - folder: A folder to write into where they will never get there; otherwise it is done beside their places.
    /// - Returns: The files.
    /// - Throws: ``PackagingError`` with `package-unwritable`, `package-file-unreadable`, `package-too-large` or
    ///   `out-of-memory`.
    func write(for places: [String], in folder: TemporaryFolder?) async throws -> StagedOutputs {
        var staged = StagedOutputs(folder: folder)
        for (place, archive) in zip(places, archives) {
            let file = try staged.begin(for: place)
            let entries = try await ZipWriter.write(archive.tree, to: file)
            for (source, entry) in zip(archive.tree.files, entries) {
                staged.packed[source.part, default: 0] += entry.packedByteCount
            }
        }
        if let image, let place = places.first {
            staged.packed = try await write(image, to: staged.begin(for: place))
        }
        return staged
    }

    private func write(
        _ image: (task: PackagedTree, system: PackagedTree), to file: StagedArchive
    ) async throws -> [PackagePart: Int] {
        let contents = ImageContents(
            task: image.task, system: image.system, certificates: try ImageBase.localCertificates())
        let model = self.contents.modelName
        var configuration = ImageConfiguration(architecture: self.contents.processor.containerName)
        if let model { configuration.labels["org.opencontainers.image.title"] = model }
        let written = try await ImageArchive.write(
            contents, configuration, name: model.flatMap(Self.imageName), to: file)
        var packed: [PackagePart: Int] = [:]
        for layer in written.layers {
            if let part = PackagePart(rawValue: layer.title) { packed[part] = layer.descriptor.byteCount }
        }
        return packed
    }

    /// A model's name in the letters that names of images are made of; `nil` where none is left.
    private static func imageName(_ model: String) -> String? {
        let letters = model.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        guard letters.first.map({ $0.isLetter || $0.isNumber }) == true, !"-_".contains(letters.last ?? "-"),
            !letters.contains("___"), !letters.contains("_-"), !letters.contains("-_")
        else { return nil }
        return letters + ":latest"
    }
}
