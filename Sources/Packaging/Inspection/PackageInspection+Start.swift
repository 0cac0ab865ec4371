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
        var byteCount = 0
        for entry in archive.entries where isProgram(entry) {
            byteCount += entry.byteCount
            // What Lambda would not unpack is not unpacked here either.
            guard byteCount <= LambdaLimits.unpacked else { return (function, nil) }
            guard let file = try program(entry, in: archive) else { continue }
            obstacles += StartCheck(of: [file], on: target).obstacles.filter { obstacle in
                // A library that the archive has counts only where it is found before the system's.
                !(file.isSearchedFirst && names.contains(obstacle.need.library))
            }
        }
        return (function, obstacles.isEmpty ? .system : .refused(obstacles))
    }

    /// Whether an entry may be a program or a library, as far as its name tells.
    private static func isProgram(_ entry: ZipEntry) -> Bool {
        guard !entry.isFolder, let part = PackagePart(ofFileAt: entry.path) else { return false }
        return [.function, .engine, .libraries].contains(part)
    }

    /// The program or library that an entry is, `nil` where it is none.
    private static func program(_ entry: ZipEntry, in archive: ZipReader) throws(PackagingError) -> ELFFile? {
        let bytes = MemoryBytes(try archive.contents(of: entry))
        return try? ELFFile(bytes, name: entry.path)
    }
}
