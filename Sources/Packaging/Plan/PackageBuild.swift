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
    /// - Throws: ``PackagingError``, before any work for a name or place that the package cannot have.
    package func build(at path: String, isTried: Bool, isKept: Bool) async throws -> PackageBuild {
        let places = try outputs(at: path)
        // The function starts while its archive is compressed.
        let trial = Task {
            isTried ? try await PackageTrial(of: self).run() : .skipped("it was not asked for")
        }
        return try await withTaskCancellationHandler {
            do {
                let staged = try await write(for: places, in: isKept ? nil : TemporaryFolder())
                let outcome = try await trial.value
                // Whoever was told that there will be no package finds none.
                try Task.checkCancellation()
                if isKept { try staged.commit() }
                return finished(staged, outcome)
            } catch {
                // Its process and its folder are gone before the error is told.
                trial.cancel()
                _ = await trial.result
                throw Task.isCancelled ? CancellationError() : error
            }
        } onCancel: {
            trial.cancel()
        }
    }

    private func finished(_ staged: StagedOutputs, _ outcome: PackageTrial.Outcome) -> PackageBuild {
        let routes = PackageRoute.all(of: contents, archives: archiveSizes(of: staged))
        let fitting = routes.first { $0.way.kind == kind && $0.fits == true }
        return PackageBuild(
            kind: kind, outputs: staged.outputs, sizes: PackageSizes(of: trees, packed: staged.packed), routes: routes,
            way: fitting?.way ?? PackageRoute.Way.allCases.last { $0.kind == kind } ?? .image,
            trial: outcome)
    }

    /// The sizes of this kind's archives, and of the other's.
    ///
    /// Both hold the same compressed files, so they differ by a few headers. Of an image nothing follows for archives.
    private func archiveSizes(of staged: StagedOutputs) -> ArchiveSizes {
        let files = staged.outputs.map(\.byteCount)
        let part = { (part: PackagePart) in staged.packed[part] ?? 0 }
        let function = part(.function) + part(.licenses) + (contents.hasOwnLibraries ? part(.libraries) : 0)
        let engine = part(.engine) + (contents.hasOwnLibraries ? 0 : part(.libraries))
        return switch kind {
        case .zip: ArchiveSizes(zip: files.first, largestLayer: max(function, engine, part(.model)))
        case .layer: ArchiveSizes(zip: files.reduce(0, +), largestLayer: files.max())
        case .image: ArchiveSizes()
        }
    }
}
