import Diagnosis
import Inference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension PackagePlan {
    /// The files that the package will have, checked before any work is done.
    ///
    /// A file of the package must not lie in the folder of the model: all in there is part of the model, so the next
    /// package would hold this one.
    ///
    /// - Parameter path: The archive's file, or where kinds have several the beginning of their names.
    /// - Returns: Their paths, in the order of the archives.
    /// - Throws: ``PackagingError`` with `package-output-refused` for such a place, or an ending that belongs to another
    ///   kind, and `package-unwritable` where a folder is in the way.
    func outputs(at path: String) throws(PackagingError) -> [String] {
        try checkEnding(of: path)
        let stem = path.hasSuffix(".zip") ? String(path.dropLast(4)) : path
        let outputs = archives.count > 1 ? archives.map { stem + $0.suffix } : [path]
        for output in outputs {
            try checkPlace(of: output)
            var status = stat()
            guard stat(output, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR else {
                throw PackagingError(
                    .fileUnwritable, "\(Diagnosis.excerpt(output)) cannot be written", found: "a folder of that name",
                    advice: "choose another name with --output")
            }
        }
        return outputs
    }

    private func checkEnding(of path: String) throws(PackagingError) {
        let (own, other) = kind == .image ? (".tar", ".zip") : (".zip", ".tar")
        guard path.lowercased().hasSuffix(other) else { return }
        throw PackagingError(
            .outputRefused, "\(Diagnosis.excerpt(path)) would be taken for something else than it is",
            expected: "a name that ends in \(own), for the kind \(kind.rawValue)", found: other,
            advice: "rename it, or choose the form with --kind")
    }

    private func checkPlace(of output: String) throws(PackagingError) {
        guard let model = contents.model?.folder, let folder = Folder.resolved(model),
            let place = Folder.resolved(Folder.parent(of: Folder.absolute(output)) + "/"),
            (place + "/").hasPrefix(folder + "/")
        else { return }
        throw PackagingError(
            .outputRefused, "\(Diagnosis.excerpt(output)) would lie in the model's own folder",
            expected: "another folder: the next package would hold this one", found: Diagnosis.excerpt(model),
            advice: "choose one with --output, or name the model's file in place of its folder")
    }
}
