/// Whether programs and libraries would start on a target, told from the versions of symbols that they ask for.
package struct StartCheck: Sendable {
    /// A version that the target's library does not have.
    package struct Obstacle: Sendable {
        /// The file that asks for it.
        package let file: String
        /// What it asks for.
        package let need: VersionNeed
    }

    /// What stands in the way; nothing where all of them would start.
    package let obstacles: [Obstacle]

    /// Looks at every file.
    package init(of files: [ELFFile], on target: TargetSystem) {
        obstacles = files.flatMap { file in
            file.versionNeeds.filter(target.lacks).map { Obstacle(file: file.name, need: $0) }
        }
    }
}

extension StartCheck.Obstacle: CustomStringConvertible {
    /// The fact in a line: `bootstrap needs GLIBC_2.36 (arc4random) of libc.so.6`.
    package var description: String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let symbols = need.symbols.isEmpty ? "" : " (\(need.symbols.joined(separator: ", ")))"
        return "\(name) needs \(need.version)\(symbols) of \(need.library)"
    }
}
