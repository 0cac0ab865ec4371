import Foundation
import Testing

@Suite("bench", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct BenchTests {
    private let picture = Fixture.picture("jpeg-420.jpg")

    @Test("gives milliseconds and the ratio to the bare model as JSON")
    func json() throws {
        let command = ["bench", picture, "-m", Fixture.detector, "--rounds", "3", "--format", "json"]
        let benchmark = try #require(try Tool.run(command).json() as? [String: Any])
        #expect(Set(benchmark.keys) == ["bare_run_ms", "parts", "total_ms", "ratio", "rounds"])
        #expect(benchmark["rounds"] as? Int == 3)
        let ratio = try #require(benchmark["ratio"] as? Double)
        #expect(ratio > 0)
        let total = try #require(benchmark["total_ms"] as? [String: Double])
        #expect(Set(total.keys) == ["min", "median", "p95", "max"])
        let parts = try #require(benchmark["parts"] as? [[String: Any]])
        #expect(parts.map { $0["name"] as? String } == ["decode", "preprocess", "run", "postprocess"])
    }

    @Test("shows a row for each part")
    func text() throws {
        let lines = try Tool.run(["bench", picture, "-m", Fixture.detector, "--rounds", "2"]).lines
        #expect(lines[0] == "2 rounds, milliseconds")
        let parts = lines.dropFirst(2).prefix(6).map {
            String($0.dropFirst(2).prefix(11)).trimmingCharacters(in: .whitespaces)
        }
        #expect(parts == ["decode", "preprocess", "run", "postprocess", "total", "bare run"])
        #expect(lines[8].hasPrefix("  total / bare run: "))
    }

    @Test(
        "refuses what it cannot time",
        arguments: [
            (["--rounds", "0"], Int32(64), "--rounds takes a number from 1 to 100000"),
            (["--rounds", "100001"], 64, "--rounds takes a number from 1 to 100000"),
            (["--confidence", "7"], 64, "expected 0 to 1, found 7.0"),
        ])
    func options(options: [String], status: Int32, message: String) throws {
        let outcome = try Tool.run(["bench", picture, "-m", Fixture.detector] + options)
        #expect(outcome.status == status)
        #expect(outcome.errors.contains(message))
    }

    @Test("takes one picture")
    func onePicture() throws {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-420.jpg", as: "a.jpg")
        try folder.add("jpeg-420.jpg", as: "b.jpg")
        let outcome = try Tool.run(["bench", folder.path, "-m", Fixture.detector])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("the input is not one picture") && outcome.errors.contains("found 2 pictures"))
    }
}
