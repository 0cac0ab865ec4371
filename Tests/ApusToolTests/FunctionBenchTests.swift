import Foundation
import Testing

@Suite(
    "bench --function", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)),
    .enabled(if: Fixture.hasPython, Comment(rawValue: Fixture.hasNoPython)))
struct FunctionBenchTests {
    private let picture = Fixture.picture("jpeg-420.jpg")
    private var function: [String] { ["--function", "python3", Fixture.script("picture_function.py"), picture] }

    @Test("times fresh processes and later answers, and gives the memory held")
    func json() throws {
        let command = ["bench", "--image", picture, "--cold", "2", "--requests", "3", "--format", "json"] + function
        let outcome = try Tool.run(command)
        let benchmark = try #require(try outcome.json() as? [String: Any], "\(outcome.errors)")
        #expect(benchmark["processes"] as? Int == 2 && benchmark["requests"] as? Int == 3)
        for key in ["cold_ms", "ready_ms", "warm_ms"] {
            let times = try #require(benchmark[key] as? [String: Double])
            #expect(Set(times.keys) == ["min", "median", "p95", "max"])
            #expect(times.values.allSatisfy { $0 > 0 })
        }
        func median(_ key: String) -> Double? { (benchmark[key] as? [String: Double])?["median"] }
        #expect(try #require(median("ready_ms")) < #require(median("cold_ms")))
        #if os(Linux)
        #expect(try #require(benchmark["peak_memory_bytes"] as? Int) > 1_000_000)
        #endif
    }

    @Test("shows a row for each wait")
    func text() throws {
        let lines = try Tool.run(["bench", "--image", picture, "--cold", "1", "--requests", "1"] + function).lines
        #expect(lines[0] == "fresh processes: 1, further events in the last: 1; milliseconds")
        #expect(lines.contains { $0.hasPrefix("  start to first answer") })
        #expect(lines.contains { $0.hasPrefix("  event to answer, warm") })
    }

    @Test("does not time a function that fails", arguments: [("{}", "status 400"), ("", "an empty event")])
    func failing(event: String, message: String) throws {
        let folder = try TemporaryFolder()
        try Data(event.utf8).write(to: folder.url("event.json"))
        let outcome = try Tool.run(["bench", "--event", folder.path("event.json")] + function)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("the function cannot be measured") && outcome.errors.contains(message))
        #expect(outcome.output.isEmpty)
    }

    @Test(
        "refuses what contradicts itself",
        arguments: [
            ([], "Name a picture, or a function with --function."),
            (["photo.jpg", "--image", "a", "--function", "b"], "Name a picture, or a function with --function."),
            (["--function", "b"], "--function takes either --event or --image"),
            (["--event", "a", "--image", "a", "--function", "b"], "--function takes either --event or --image"),
            (["photo.jpg", "--event", "a"], "--function takes either --event or --image"),
            (["--image", "a", "--cold", "0", "--function", "b"], "--cold takes a number from 1 to 1000"),
            (["--image", "a", "--requests", "0", "--function", "b"], "--requests takes a number from 1 to 100000"),
        ])
    func usage(arguments: [String], message: String) throws {
        let outcome = try Tool.run(["bench"] + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(message))
    }

    @Test(
        "names what is not there",
        arguments: [
            (["--image", "/no/such.jpg", "--function", "true"], "/no/such.jpg cannot be read"),
            (["--image", Fixture.picture("jpeg-420.jpg"), "--function", "/no/such"], "/no/such cannot be started"),
        ])
    func absent(arguments: [String], message: String) throws {
        let outcome = try Tool.run(["bench"] + arguments)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(message))
    }
}
