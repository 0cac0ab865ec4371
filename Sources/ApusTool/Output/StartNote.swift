import Diagnosis
import Packaging

/// What people should know of how a package starts.
enum StartNote {
    /// Tells where a package brings a C library of its own, and why.
    static func write(about contents: PackageContents) {
        guard case .ownLibraries(let obstacles) = contents.start else { return }
        Terminal.writeError(
            "Amazon Linux 2023 is too old for this build (\(first(obstacles))\(obstacles.count > 3 ? ", …" : "")): "
                + "the package brings its own C library\n")
    }

    /// The first three obstacles.
    static func first(_ obstacles: [StartCheck.Obstacle]) -> String {
        obstacles.prefix(3).map { Diagnosis.excerpt("\($0)") }.joined(separator: ", ")
    }
}
