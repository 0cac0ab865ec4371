import Packaging

extension TargetSystem {
    /// A system that is too old for everything that is built today.
    static let ancient = TargetSystem(
        name: "an old system", libraries: amazonLinux2023.libraries, newestVersions: ["GLIBC": [2, 17]])

    /// A system that is new enough for everything, and has some libraries more.
    static func newest(with libraries: Set<String> = []) -> TargetSystem {
        TargetSystem(
            name: "a new system", libraries: amazonLinux2023.libraries.union(libraries),
            newestVersions: amazonLinux2023.newestVersions.mapValues { _ in [99] })
    }
}
