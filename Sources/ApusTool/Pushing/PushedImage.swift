import Packaging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The image that is pushed: one in an archive, or one that is made for the push and kept nowhere else.
enum PushedImage {
    /// Opens the archive, or makes an image and starts it as `apus package` does, and tells the same of it on standard
    /// error.
    ///
    /// - Throws: What reading archives and packaging throw.
    static func open(_ archive: String?, or parts: PackageOptions) async throws -> ImageArchive {
        if let archive { return try ImageArchive(archive) }
        let contents = try PackageContents(parts.request())
        StartNote.write(about: contents)
        let plan = try PackagePlan(contents, kind: .image)
        let place = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString).tar").path
        let (build, archive) = try await Interruption.cancelling {
            // Once it is open it needs no name, and without one it goes with this process, however that ends.
            defer { try? FileManager.default.removeItem(atPath: place) }
            return (try await plan.build(at: place, isTried: true, isKept: true), try ImageArchive(place))
        }
        Terminal.writeError(TextTable(PackageReport(build, name: "an image").report).text + "\n")
        return archive
    }
}
