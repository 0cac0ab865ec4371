extension PackageInspection {
    /// How a function starts on Lambda, told from what is in its zip archive.
    package enum Start: Sendable {
        /// By Amazon Linux 2023's loader, which has every version that the archive's files ask for.
        case system
        /// By a loader and a C library of its own.
        case ownLibraries
        /// Not at all, because Amazon Linux 2023 lacks these versions.
        case refused([StartCheck.Obstacle])
    }
}

extension PackageInspection.Start {
    /// Looks at every program and library of an archive that has a function in it.
    ///
    /// - Parameters:
    ///   - archive: The archive.
    ///   - target: The system that it is for.
    /// - Returns: The function's program, and how it starts; neither where there is no such program.
    /// - Throws: ``PackagingError`` with `archive-corrupt` or `package-file-unreadable`.
    static func find(
        in archive: ZipReader, on target: TargetSystem = .amazonLinux2023
    ) throws(PackagingError) -> (ELFFile?, Self?) {
        let names = Set(archive.entries.map { String($0.path.split(separator: "/").last ?? "") })
        guard let bootstrap = archive.entries.first(where: { $0.path == "bootstrap" }),
            let function = try program(bootstrap, in: archive)
        else { return (nil, nil) }
        guard function.interpreter?.hasPrefix("/\(PackageContents.taskFolder)/") != true else {
            return (function, .ownLibraries)
        }
        var obstacles: [StartCheck.Obstacle] = []
        for entry in archive.entries where !entry.isFolder {
            guard let file = try program(entry, in: archive) else { continue }
            obstacles += StartCheck(of: [file], on: target).obstacles.filter { obstacle in
                // A library that the archive has counts only where it is found before the system's.
                !(file.isSearchedFirst && names.contains(obstacle.need.library))
            }
        }
        return (function, obstacles.isEmpty ? .system : .refused(obstacles))
    }

    private static func program(_ entry: ZipEntry, in archive: ZipReader) throws(PackagingError) -> ELFFile? {
        try? ELFFile(MemoryBytes(try archive.contents(of: entry)), name: entry.path)
    }
}
