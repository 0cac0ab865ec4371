/// The texts that Debian's records of authors refer to instead of having them: `/usr/share/common-licenses/GPL-3`.
package enum CommonLicenses {
    private static let folder = "/usr/share/common-licenses/"

    /// The names that a record refers to.
    package static func names(in record: [UInt8]) -> Set<String> {
        let pieces = String(decoding: record, as: UTF8.self).split(separator: folder, omittingEmptySubsequences: false)
        let names = pieces.dropFirst().map { piece in
            let name = piece.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-.+".contains($0)) }
            // A sentence may end behind the name.
            return String(name.reversed().drop { $0 == "." }.reversed())
        }
        return Set(names.filter { !$0.isEmpty })
    }

    /// The texts that records refer to, as far as this machine has them.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable`.
    static func files(namedIn records: [[UInt8]]) throws(PackagingError) -> [PackagedFile] {
        var files: [PackagedFile] = []
        for name in Set(records.flatMap(names)).sorted() where (try? SourceFile(folder + name)) != nil {
            files.append(
                try PackagedFile(path: "licenses/common-licenses/\(name)", part: .licenses, fileAt: folder + name))
        }
        return files
    }
}
