/// What a function finds where it will run, before anything is put into its package.
package struct TargetSystem: Sendable {
    /// What messages call it.
    package let name: String
    /// The libraries that are there.
    package let libraries: Set<String>
    /// The newest version of each family of symbols.
    package let newestVersions: [String: [Int]]
    /// The versions whose names have no number.
    package let namedVersions: Set<String>

    /// Describes a system.
    package init(
        name: String, libraries: Set<String>, newestVersions: [String: [Int]], namedVersions: Set<String> = []
    ) {
        self.name = name
        self.libraries = libraries
        self.newestVersions = newestVersions
        self.namedVersions = namedVersions
    }

    /// Lambda's `provided.al2023`, which is made of Amazon Linux 2023's minimal container image.
    ///
    /// That image has glibc 2.34, libgcc and libstdc++ of GCC 11.4 and zlib 1.2.11, says Amazon's comparison of packages
    /// (al2023-container-ami). Managed runtimes lag behind newer images, so the oldest of its libraries count.
    package static let amazonLinux2023 = TargetSystem(
        name: "Amazon Linux 2023",
        libraries: [
            "libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0", "libresolv.so.2", "libutil.so.1",
            "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1",
        ],
        newestVersions: [
            "GLIBC": [2, 34], "GLIBCXX": [3, 4, 29], "CXXABI": [1, 3, 13], "GCC": [11, 0], "ZLIB": [1, 2, 11],
        ], namedVersions: ["CXXABI_FLOAT128", "CXXABI_TM_1"])

    /// Whether one of its libraries lacks what a need asks for; a version that is not listed is not there.
    ///
    /// `GLIBC_PRIVATE` is in every glibc, yet what is behind it changes with each release, and only libraries of that
    /// same release ask for it. So it is not listed: who asks for it has to come with a glibc of its own.
    package func lacks(_ need: VersionNeed) -> Bool {
        guard libraries.contains(need.library), !namedVersions.contains(need.version.description) else { return false }
        return newestVersions[need.version.family].map(need.version.isNewer) ?? true
    }
}
