#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The folder of real models and photos that the larger tests read in place, named by `APUS_TEST_ASSETS`.
///
/// It holds `models/` and `images/`. Where the variable is absent the tests that need it are skipped.
package enum SharedAssets {
    /// The folder's path, or `nil` where there is none.
    package static let folder: String? = {
        guard let value = getenv("APUS_TEST_ASSETS") else { return nil }
        let path = String(cString: value)
        return access(path + "/images", R_OK) == 0 ? path : nil
    }()

    /// Whether the folder is there: the condition of the tests that need it.
    package static var arePresent: Bool { folder != nil }

    /// The path of a file below the folder, such as `images/bus.jpg`; empty where there is no folder.
    package static func path(_ relative: String) -> String {
        folder.map { "\($0)/\(relative)" } ?? ""
    }
}
