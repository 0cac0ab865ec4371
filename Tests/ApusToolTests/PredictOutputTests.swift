import Foundation
import Testing

@Suite("predict writes", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct PredictOutputTests {
    private let picture = Fixture.picture("jpeg-420.jpg")

    @Test("a table under the picture's name and size")
    func text() throws {
        let outcome = try Tool.run(Fixture.predict(picture))
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.lines.count == 11)
        #expect(outcome.lines[0] == "jpeg-420.jpg 11×7: 8 objects")
        #expect(outcome.lines[1] == "  class_name  class_id  confidence  x_min  y_min  x_max  y_max")
        #expect(outcome.lines[2] == "  cat                0       0.910      2      1      6      4")
    }

    @Test("JSON with exactly the service's fields")
    func json() throws {
        let objects = try Tool.run(Fixture.predict(picture, format: "json")).objects()
        let prediction = try #require(objects.first)
        #expect(objects.count == 1)
        #expect(
            Set(prediction.keys) == [
                "image_name", "image_dimensions", "detections", "detection_count", "model", "timings_ms",
            ])
        #expect(prediction["image_name"] as? String == "jpeg-420.jpg")
        #expect(prediction["image_dimensions"] as? [String: Int] == ["width": 11, "height": 7])
        #expect(prediction["detection_count"] as? Int == 8)
        #expect(prediction["model"] as? String == "detect_yolov8")
        let timings = try #require(prediction["timings_ms"] as? [String: Double])
        #expect(Set(timings.keys) == ["decode", "preprocess", "run", "postprocess", "total"])
        let detections = try #require(prediction["detections"] as? [[String: Any]])
        #expect(detections.count == 8)
        #expect(Set(detections[0].keys) == ["class_name", "class_id", "confidence", "box_2d", "normalized_box"])
        #expect(detections[0]["class_name"] as? String == "cat")
        #expect(detections[0]["confidence"] as? Double == 0.91)
        #expect(detections[0]["box_2d"] as? [String: Int] == ["x_min": 2, "y_min": 1, "x_max": 6, "y_max": 4])
        let box = try #require(detections[0]["normalized_box"] as? [String: Double])
        #expect(box == ["x_center": 0.3438, "y_center": 0.3659, "width": 0.3125, "height": 0.3902])
    }

    @Test("JSON keys in the same order every time")
    func sortedKeys() throws {
        let line = try Tool.run(Fixture.predict(picture, format: "jsonl")).text
        let places = ["detection_count", "detections", "image_dimensions", "image_name", "model", "timings_ms"]
            .map { line.range(of: "\"\($0)\":")?.lowerBound }
        let found = places.compactMap(\.self)
        #expect(found.count == places.count)
        #expect(found == found.sorted())
    }

    @Test("JSON lines, an object each")
    func jsonLines() throws {
        let outcome = try Tool.run(Fixture.predict(picture, Fixture.picture("png-rgb8.png"), format: "jsonl"))
        #expect(outcome.lines.count == 3 && outcome.lines[2].isEmpty)
        let names = try outcome.lines.prefix(2).map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["image_name"] as? String
        }
        #expect(names == ["jpeg-420.jpg", "png-rgb8.png"])
    }

    @Test("CSV with one header and the picture's name on every row")
    func csv() throws {
        let outcome = try Tool.run(Fixture.predict(picture, Fixture.picture("png-rgb8.png"), format: "csv"))
        let records = outcome.text.components(separatedBy: "\r\n")
        #expect(records.count == 18 && records[17].isEmpty)
        #expect(records[0] == "image_name,class_name,class_id,confidence,x_min,y_min,x_max,y_max")
        #expect(records[1] == "jpeg-420.jpg,cat,0,0.910,2,1,6,4")
        #expect(records[9] == "png-rgb8.png,cat,0,0.910,2,1,6,4")
    }

    @Test(
        "a CSV header where there is no result",
        arguments: [["--confidence", "1"], ["--classes", "3", "--confidence", "0.9"]])
    func emptyCSV(options: [String]) throws {
        let outcome = try Tool.run(Fixture.predict(picture, format: "csv") + options)
        #expect(outcome.text == "image_name,class_name,class_id,confidence,x_min,y_min,x_max,y_max\r\n")
        #expect(outcome.status == 0)
    }

    @Test("CSV fields with commas, quotes and line ends as RFC 4180 does")
    func quotedCSV() throws {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-420.jpg", as: "a,\"b\"\n.jpg")
        let outcome = try Tool.run(Fixture.predict(folder.path, format: "csv"))
        #expect(outcome.text.contains("\r\n\"a,\"\"b\"\"\n.jpg\",cat,0,"))
    }

    @Test("where the time went, when asked")
    func timings() throws {
        let pattern = #/  decode [\d.]+ ms, preprocess [\d.]+ ms, run [\d.]+ ms, postprocess [\d.]+ ms, total .*/#
        let outcome = try Tool.run(Fixture.predict(picture) + ["--show-timings"])
        #expect(try pattern.wholeMatch(in: outcome.lines[outcome.lines.count - 2]) != nil)
        #expect(!(try Tool.run(Fixture.predict(picture)).text.contains(" ms")))
    }

    @Test("names of files without what a terminal would obey")
    func escapedNames() throws {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-420.jpg", as: "\u{1B}[31mred.jpg")
        try folder.add("jpeg-half.jpg", as: "\u{1B}[2Jbad.jpg")
        let outcome = try Tool.run(Fixture.predict(folder.path, folder.path("\u{1B}[5mnone.jpg")))
        #expect(outcome.text.contains(#"\u{1B}[31mred.jpg 11×7"#))
        #expect(!(outcome.text + outcome.errors).contains("\u{1B}"))
    }

    @Test("names as they are for programs", arguments: ["json", "csv"])
    func unescapedNames(format: String) throws {
        let folder = try TemporaryFolder()
        let name = "smile 😀 größe.jpg"
        try folder.add("jpeg-420.jpg", as: name)
        #expect(try Tool.run(Fixture.predict(folder.path, format: format)).text.contains(name))
    }
}
