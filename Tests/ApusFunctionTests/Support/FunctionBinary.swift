import Foundation
import TestSupport
import Testing

/// The built function, as Lambda starts it.
enum FunctionBinary {
    /// Where the binary is: `APUS_FUNCTION`, or the release build of this repository.
    static let path: String = {
        let build = URL(filePath: FixtureModels.folder).appending(path: "../../../.build/release/apus-function")
        return ProcessInfo.processInfo.environment["APUS_FUNCTION"] ?? build.standardized.path
    }()

    /// Whether the binary is there: the condition of every test here.
    static let isBuilt = FileManager.default.isExecutableFile(atPath: path)
    /// Why tests are skipped where it is not.
    static let isNotBuilt: Comment = "the function is not built (swift build -c release --product apus-function)"
}
