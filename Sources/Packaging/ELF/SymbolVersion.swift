/// A version of a system library's interface as symbols name it, such as `GLIBC_2.34`.
package struct SymbolVersion: Sendable, Hashable, CustomStringConvertible {
    /// What is versioned: `GLIBC`, `GLIBCXX`.
    package let family: String
    /// The numbers, the most important first; empty for names such as `GLIBC_PRIVATE`.
    package let numbers: [Int]
    /// The name as it stands in the file.
    package let description: String

    /// Takes a name apart.
    package init(_ name: String) {
        description = name
        let split = name.lastIndex(of: "_") ?? name.endIndex
        let numbers = name[split...].dropFirst().split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        // glibc reads packed relocations from this release on; the name of the mark has no number.
        if name == Self.packedRelocations {
            (family, self.numbers) = ("GLIBC", [2, 36])
        } else if numbers.contains(nil) || numbers.isEmpty {
            (family, self.numbers) = (name, [])
        } else {
            (family, self.numbers) = (String(name[..<split]), numbers.compactMap(\.self))
        }
    }

    /// What a file needs whose relocations are packed (`DT_RELR`), whether or not it says so.
    static let packedRelocations = "GLIBC_ABI_DT_RELR"

    /// Whether it is newer than another of the same family.
    func isNewer(than other: [Int]) -> Bool { other.lexicographicallyPrecedes(numbers) }
}

/// A version that a program or library asks of another library.
package struct VersionNeed: Sendable {
    /// The library that is asked.
    package let library: String
    /// The version.
    package let version: SymbolVersion
    /// A few of the symbols that need it, as far as they are known.
    package let symbols: [String]

    /// Describes a need.
    package init(library: String, version: SymbolVersion, symbols: [String] = []) {
        self.library = library
        self.version = version
        self.symbols = symbols
    }
}
