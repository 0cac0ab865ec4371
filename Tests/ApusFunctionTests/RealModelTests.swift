import Foundation
import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite(
    "YOLOv5n", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt),
    .enabled(if: SharedAssets.arePresent, "APUS_TEST_ASSETS names no folder of models"))
struct RealModelTests {
    private static let start = Task {
        try await RunningFunction(["MODEL_PATH": (SharedAssets.folder ?? "") + "/models/detect/yolov5n.onnx"])
    }

    private func photo(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: (SharedAssets.folder ?? "") + "/images/" + name)))
    }

    @Test("finds the bus and the people, in every form in which the photo comes")
    func bus() async throws {
        let bytes = try photo("bus.jpg")
        let text = String(decoding: Base64.encode(bytes), as: UTF8.self)
        let calls = [HTTPCall.bytes(bytes, type: "image/jpeg"), .json(#"{"image_data": "\#(text)"}"#)]
        for call in calls {
            let answer = try await Self.start.value.reply(to: call).json
            let names = answer["detections"]?.elements.compactMap { $0["class_name"]?.string } ?? []
            #expect(names.filter { $0 == "bus" }.count == 1 && names.filter { $0 == "person" }.count >= 3, "\(names)")
            #expect(answer["image_dimensions"]?.source == #"{"width":810,"height":1080}"#)
        }
    }

    @Test("a photo of 12 megapixels that lies on its side stands upright")
    func orientation() async throws {
        let call = HTTPCall.bytes(try photo("bus_12mp_exif6.jpg"), type: "image/jpeg")
        let answer = try await Self.start.value.reply(to: call).json
        let size = try #require(answer["image_dimensions"])
        #expect(try #require(size["height"]?.integer) > #require(size["width"]?.integer))
        #expect(answer["detections"]?.elements.contains { $0["class_name"]?.string == "bus" } == true)
    }
}
