import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds the shared libraries of this machine as its loader would.
struct LibrarySearch {
    /// The processor that they are for.
    let processor: Processor

    /// A library and where it is.
    struct Found {
        let path: String
        let file: ELFFile
    }

    /// Finds a library.
    ///
    /// - Parameters:
    ///   - name: The name that is asked for.
    ///   - asker: The file that asks; its own search path comes first.
    ///   - folder: The folder that the asker is in, from the root on.
    /// - Returns: The first one for the right processor.
    /// - Throws: ``PackagingError`` with `library-missing`, `binary-foreign` or `binary-corrupt`.
    func find(_ name: String, for asker: ELFFile, in folder: String) throws(PackagingError) -> Found {
        let own = asker.searchPath.map { $0.replacing("${ORIGIN}", with: folder).replacing("$ORIGIN", with: folder) }
        let folders = own.filter { $0.hasPrefix("/") } + systemFolders
        var foreign: ELFFile?
        // A name with a slash is a path, which nothing in a package can answer to.
        for folder in folders where !name.contains("/") {
            guard access("\(folder)/\(name)", F_OK) == 0 else { continue }
            let file = try ELFFile(path: "\(folder)/\(name)")
            if file.processor == processor { return Found(path: "\(folder)/\(name)", file: file) }
            foreign = foreign ?? file
        }
        try foreign?.check(isFor: processor)
        throw PackagingError(
            .libraryMissing, "\(Diagnosis.excerpt(asker.name)) needs \(Diagnosis.excerpt(name))",
            expected: "that library for \(processor.rawValue)",
            found: Diagnosis.excerpt("nothing in \(folders.joined(separator: ", "))"),
            advice: "install the package that it is in")
    }

    /// The folders that loaders search: those of Debian and of Red Hat, and Debian's for other processors.
    private var systemFolders: [String] {
        let triple = processor.triple
        let own = ["/lib/\(triple)", "/usr/lib/\(triple)", "/usr/local/lib", "/usr/\(triple)/lib"]
        return processor == .current ? own + ["/lib64", "/usr/lib64", "/lib", "/usr/lib"] : own
    }
}
