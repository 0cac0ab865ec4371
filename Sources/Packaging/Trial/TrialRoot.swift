/// A file system that holds nothing but a package, and what its target gives by itself.
struct TrialRoot {
    /// Where it lies.
    let folder: TemporaryFolder

    /// Unpacks a package.
    ///
    /// The target's libraries are this machine's: that the real ones are new enough is known from ``StartCheck``. What
    /// the package has libraries of its own for gets none of them.
    ///
    /// - Throws: ``PackagingError``.
    init(of plan: PackagePlan, on target: TargetSystem) throws(PackagingError) {
        folder = try TemporaryFolder()
        for place in ["dev", "etc", "proc", "tmp"] { try folder.makeFolder(place) }
        for archive in plan.archives {
            for file in archive.tree.files { try folder.add(file, in: archive.folder) }
        }
        if let image = plan.image {
            for file in image.task.files { try folder.add(file, in: PackageContents.taskFolder) }
            for file in image.system.files { try folder.add(file, in: "") }
        } else if plan.contents.hasOwnLibraries {
            try addUnusableLibraries(like: plan)
        } else {
            for library in try plan.contents.closure() where target.libraries.contains(library.name) {
                try folder.add(plan.contents.systemFile(library), in: "")
            }
        }
    }

    /// Puts files that are no libraries where the target has its own: the loader would stop at the first that it takes
    /// instead of the package's.
    private func addUnusableLibraries(like plan: PackagePlan) throws(PackagingError) {
        for file in plan.archives.flatMap({ $0.tree.files(of: .libraries) }) {
            let name = String(file.path.split(separator: "/").last ?? "")
            let text = PackagedFile(path: name, part: .libraries, content: .bytes(Array("not this one".utf8)))
            try folder.add(text, in: "lib64")
        }
    }
}
