import Foundation
import Testing

@Suite("predict takes", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct PredictOptionTests {
    private let picture = Fixture.picture("jpeg-420.jpg")

    private func classes(_ options: [String]) throws -> [String?] {
        let objects = try Tool.run(Fixture.predict(picture, format: "json") + options).objects()
        return (objects.first?["detections"] as? [[String: Any]] ?? []).map { $0["class_name"] as? String }
    }

    @Test(
        "options that choose results",
        arguments: [
            (["--confidence", "0.6"], ["cat", "horse", "dog", "cat"]),
            (["--confidence", "0.6", "--agnostic"], ["cat", "horse", "cat"]),
            (["--max-detections", "2"], ["cat", "horse"]),
            (["--classes", "dog"], ["dog", "dog"]),
            (["--classes", "1"], ["dog", "dog"]),
            (["--classes", "horse, 1,"], ["horse", "dog", "dog"]),
            (["--min-area", "9"], ["cat", "dog"]),
            (["--max-area", "1"], ["bird", "bird"]),
            (["--confidence", "0.6", "--threads", "1", "--exact"], ["cat", "horse", "dog", "cat"]),
        ])
    func results(options: [String], expected: [String]) throws {
        #expect(try classes(options) == expected.map(Optional.some), "\(options)")
    }

    @Test(
        "no option outside its range",
        arguments: [
            (["--confidence", "2"], "expected 0 to 1, found 2.0"),
            (["--confidence=-0.1"], "expected 0 to 1, found -0.1"),
            (["--confidence", "nan"], "expected 0 to 1, found nan"),
            (["--confidence", "high"], "'high' is invalid for '--confidence <score>'"),
            (["--iou", "1.01"], "expected 0 to 1, found 1.01"),
            (["--max-detections", "0"], "expected 1 to 100000, found 0"),
            (["--max-detections", "99999999999999999999"], "is invalid for '--max-detections <count>'"),
            (["--min-area", "nan"], "expected --min-area up to --max-area"),
            (["--min-area", "5", "--max-area", "4"], "expected --min-area up to --max-area, found 5.0 and 4.0"),
            (["--max-area=-1"], "expected --min-area up to --max-area"),
            (["--min-area=-1"], "expected 0 or more pixels, found -1.0"),
            (["--classes", ""], "--classes names no class"),
            (["--classes", " , "], "--classes names no class"),
            (["--threads", "0"], "--threads takes a number from 1 to 1024"),
            (["--threads", "1025"], "--threads takes a number from 1 to 1024"),
            (["--format", "xml"], "'text', 'json', 'jsonl' or 'csv'"),
            (["--confdence", "0.5"], "Did you mean '--confidence'?"),
        ])
    func wrongUsage(options: [String], message: String) throws {
        let outcome = try Tool.run(Fixture.predict(picture) + options)
        #expect(outcome.status == 64)
        #expect(outcome.text.isEmpty)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.errors.contains("Usage: apus predict"))
    }

    @Test("no class that the model does not have, and names those that it has")
    func unknownClass() throws {
        let outcome = try Tool.run(Fixture.predict(picture) + ["--classes", "dog,zebra"])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors == """
                error: the model has no such class
                  expected cat, dog, bird, horse, found zebra

                """)
    }

    @Test(
        "no command line with a damaged model",
        arguments: [
            (["--model", "none.onnx"], "error: the model none.onnx cannot be read\n  found No such file"),
            (["--model", Fixture.picture("jpeg-420.jpg")], "is damaged, cut off or not an ONNX model"),
        ])
    func model(options: [String], message: String) throws {
        let outcome = try Tool.run(["predict", picture] + options)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
}
