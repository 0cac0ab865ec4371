import Packaging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The image that is pushed: one in an archive, or one that is made for the push and kept nowhere else.
enum PushedImage {
    /// Opens the archive, or makes an image and starts it as `apus package` does.
    ///
    /// - Throws: What reading archives and packaging throw.
    static func open(_ archive: String?, or parts: PackageOptions) async throws -> ImageArchive {
        if let archive { return try ImageArchive(archive) }
        let plan = try PackagePlan(PackageContents(parts.request()), kind: .image)
        let place = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString).tar").path
        // Once it is open it needs no name, and without one it goes with this process, however that ends.
        defer { try? FileManager.default.removeItem(atPath: place) }
        _ = try await plan.build(at: place, isTried: true, isKept: true)
        return try ImageArchive(place)
    }
}
