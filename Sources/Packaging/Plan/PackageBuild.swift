import FileStaging

/// A package that was made: where it is, and what it weighs.
package struct PackageBuild: Sendable {
    /// A file of the package.
    package struct Output: Sendable {
        /// Where it is.
        package let path: String
        /// Its size, in bytes.
        package let byteCount: Int
    }

    /// The form.
    package let kind: PackageKind
    /// The files that were written.
    package let outputs: [Output]
    /// What its parts weigh.
    package let sizes: PackageSizes
    /// The ways to Lambda.
    package let routes: [PackageRoute]
    /// The way that this package takes.
    package let way: PackageRoute.Way
    /// How the trial went.
    package let trial: PackageTrial.Outcome
}

extension PackagePlan {
    /// Makes the package and proves that it starts; its files appear once both are done.
    ///
    /// - Parameters:
    ///   - path: The archive's file, or where kinds have several the beginning of their names.
    ///   - isTried: Whether the package is started.
    ///   - isKept: Whether the files are put into their places; otherwise all is done but that.
    /// - Returns: What was made.
    /// - Throws: ``PackagingError``.
    package func build(at path: String, isTried: Bool, isKept: Bool) async throws -> PackageBuild {
        // The function starts while its archive is compressed.
        let trial = Task {
            isTried ? try await PackageTrial(of: self).run() : .skipped("it was not asked for")
        }
        do {
            return kind == .image
                ? try await buildImage(at: path, isKept: isKept, trial)
                : try await buildArchives(at: path, isKept: isKept, trial)
        } catch {
            // Its process and its folder are gone before the error is told.
            _ = await trial.result
            throw error
        }
    }

    private func buildArchives(
        at path: String, isKept: Bool, _ trial: Task<PackageTrial.Outcome, any Error>
    ) async throws -> PackageBuild {
        let stem = path.hasSuffix(".zip") ? String(path.dropLast(4)) : path
        var staged: [(file: StagedArchive, output: PackageBuild.Output)] = []
        var packed: [PackagePart: Int] = [:]
        for archive in archives {
            let output = archives.count == 1 ? path : stem + archive.suffix
            let file = try StagedArchive(output)
            let entries = try await ZipWriter.write(archive.tree, to: file)
            for (source, entry) in zip(archive.tree.files, entries) {
                packed[source.part, default: 0] += entry.packedByteCount
            }
            staged.append((file, PackageBuild.Output(path: output, byteCount: file.byteCount)))
        }
        let outcome = try await trial.value
        if isKept { for (file, _) in staged { try file.commit() } }
        return finished(staged.map(\.output), packed: packed, outcome)
    }

    private func finished(
        _ outputs: [PackageBuild.Output], packed: [PackagePart: Int], _ outcome: PackageTrial.Outcome
    ) -> PackageBuild {
        // Layers together weigh what one archive would, but for a few headers.
        let zipped = kind == .image ? nil : outputs.reduce(0) { $0 + $1.byteCount }
        let isDirect = zipped.map { $0 <= LambdaLimits.directUpload } ?? false
        let way: PackageRoute.Way =
            switch kind {
            case .zip: isDirect ? .directZip : .zipThroughS3
            case .layer: .layers
            case .image: .image
            }
        return PackageBuild(
            kind: kind, outputs: outputs, sizes: PackageSizes(of: trees, packed: packed),
            routes: PackageRoute.all(byteCount: byteCount, zipped: zipped, image: byteCount), way: way, trial: outcome)
    }
}

// MARK: - Images

extension PackagePlan {
    private func buildImage(
        at path: String, isKept: Bool, _ trial: Task<PackageTrial.Outcome, any Error>
    ) async throws -> PackageBuild {
        guard let image else { return finished([], packed: [:], try await trial.value) }
        let contents = ImageContents(
            task: image.task, system: image.system, certificates: try ImageBase.localCertificates())
        var configuration = ImageConfiguration(architecture: self.contents.processor.containerName)
        if let name = self.contents.modelName {
            configuration.labels["org.opencontainers.image.title"] = name
        }
        let outcome = try await trial.value
        // An image is put into its place by its writer.
        let folder = isKept ? nil : try TemporaryFolder()
        let output = folder.map { "\($0.path)/image.tar" } ?? path
        let name = self.contents.modelName.flatMap(Self.imageName)
        let written = try await ImageArchive.write(contents, configuration, name: name, to: output)
        var packed: [PackagePart: Int] = [:]
        for layer in written.layers {
            if let part = PackagePart(rawValue: layer.title) { packed[part] = layer.descriptor.byteCount }
        }
        let byteCount = try SourceFile(output).byteCount
        return finished([PackageBuild.Output(path: path, byteCount: byteCount)], packed: packed, outcome)
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
