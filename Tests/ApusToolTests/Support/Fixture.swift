import Foundation
import TestSupport

/// Files that the tests read in place.
enum Fixture {
    /// A detector that finds the same eight objects in every picture of one shape.
    static let detector = FixtureModels.path("detect_yolov8.onnx")

    private static let tests = URL(filePath: FixtureModels.folder).appending(path: "../..").standardized

    /// A picture of 11×7 pixels.
    static func picture(_ name: String) -> String { tests.appending(path: "ImagingTests/Fixtures/\(name)").path }

    /// A Python script of this target.
    static func script(_ name: String) -> String { tests.appending(path: "ApusToolTests/Scripts/\(name)").path }

    /// Whether Python runs: the condition of the tests with a server or a terminal.
    static let hasPython = (try? Tool.python("pseudo_terminal.py", ["true"]).status) == 0
    /// Why tests are skipped where it does not.
    static let hasNoPython = "python3 is not installed (scripts/setup --developer)"

    /// The start of most command lines: predict these with the detector.
    static func predict(_ inputs: String..., format: String = "text") -> [String] {
        ["predict"] + inputs + ["--model", detector, "--format", format]
    }
}
