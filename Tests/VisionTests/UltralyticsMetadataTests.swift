import Imaging
import Testing
import Vision

@Suite("Ultralytics metadata is parsed as data")
struct UltralyticsMetadataTests {
    @Test(
        "names are read from Python dictionaries and lists",
        arguments: [
            ("{0: 'person', 1: 'bicycle'}", ["person", "bicycle"]),
            ("['person', 'bicycle']", ["person", "bicycle"]),
            (#"{0: "driver's cab", 1: 'a \'b\''}"#, ["driver's cab", "a 'b'"]),
            ("{0: 'Zürich, {x}: [y]'}", ["Zürich, {x}: [y]"]),
            ("{'0': 'a', '1': 'b',}", ["a", "b"]),
            ("{}", []),
        ])
    func names(text: String, expected: [String]) {
        #expect(UltralyticsMetadata(["names": text]).names?.list == expected)
    }

    @Test(
        "text that is no such literal names nothing",
        arguments: [
            "", "person", "{0: person}", "{0: 'a'", "{0 'a'}", "['a'", "['a' 'b']", "{'x': 'a'}",
            "__import__('os').system('true')", "{0: 'a\\", "{-1: 'a'}",
        ])
    func noNames(text: String) {
        #expect(UltralyticsMetadata(["names": text]).names == nil)
    }

    @Test("no beginning of a literal traps")
    func prefixes() {
        let text = #"{0: 'per\'son', 17: "bi\"cycle", '3': 'x'}"#
        for length in 0..<text.count { _ = UltralyticsMetadata(["names": String(text.prefix(length))]).names }
    }

    @Test("the size is height and width")
    func imageSize() {
        #expect(UltralyticsMetadata(["imgsz": "[320, 640]"]).imageSize == ImageSize(width: 640, height: 320))
        #expect(UltralyticsMetadata(["imgsz": "[0, 640]"]).imageSize == nil)
        #expect(UltralyticsMetadata(["imgsz": "640"]).imageSize == nil)
        #expect(UltralyticsMetadata(["imgsz": "[99999999999999999999, 1]"]).imageSize == nil)
    }

    @Test("rows are final where the exporter says so")
    func endToEnd() {
        #expect(UltralyticsMetadata(["end2end": "True"]).isEndToEnd)
        #expect(UltralyticsMetadata(["args": "{'nms': True, 'batch': 1}"]).isEndToEnd)
        #expect(!UltralyticsMetadata(["end2end": "False", "args": "{'nms': False}"]).isEndToEnd)
    }
}
