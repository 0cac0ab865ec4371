import Diagnosis
import Foundation
import Imaging
import Inference
import TestSupport
import Testing
import Vision

@Suite("Predictions")
struct PredictionTests {
    private static func model() throws -> VisionModel {
        try VisionModel(ONNXSession(path: FixtureModels.path("detect_yolov8.onnx")), name: "animals")
    }

    private static func picture() throws -> [UInt8] {
        try PixelBuffer(size: ImageSize(width: 128, height: 96), filledWith: .init(red: 9, green: 9, blue: 9))
            .encoded(as: .png)
    }

    @Test("a prediction is written in the service's fields, with their decimals")
    func json() async throws {
        let prediction = try await Self.model().predict(.bytes(Self.picture(), name: "a.png"))
        let data = try JSONEncoder().encode(prediction)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "image_name", "image_dimensions", "detections", "detection_count", "model", "timings_ms",
            ])
        #expect(object["image_name"] as? String == "a.png")
        #expect(object["image_dimensions"] as? [String: Int] == ["width": 128, "height": 96])
        let detections = try #require(object["detections"] as? [[String: Any]])
        #expect(object["detection_count"] as? Int == detections.count)
        let first = try #require(detections.first)
        #expect(Set(first.keys) == ["class_name", "class_id", "confidence", "box_2d", "normalized_box"])
        #expect(first["class_name"] as? String == "cat")
        #expect(first["confidence"] as? Double == 0.91)
        #expect(first["box_2d"] as? [String: Int] == ["x_min": 24, "y_min": 20, "x_max": 64, "y_max": 52])
        let box = try #require(first["normalized_box"] as? [String: Double])
        #expect(box == ["x_center": 0.3438, "y_center": 0.375, "width": 0.3125, "height": 0.3333])
    }

    @Test("class and area filters leave the others out")
    func filters() async throws {
        let model = try Self.model()
        let byName = try await model.predict(
            .bytes(Self.picture()), options: PredictionOptions { $0.classes = ["dog"] })
        #expect(try Set(byName.detections.map(\.label)) == ["dog"])
        let byNumber = try await model.predict(
            .bytes(Self.picture()), options: PredictionOptions { $0.classes = ["1"] })
        #expect(try byNumber.detections == byName.detections)
        let large = try await model.predict(
            .bytes(Self.picture()), options: PredictionOptions { $0.area = 1_000...2_000 })
        #expect(try large.detections.allSatisfy { 1_000...2_000 ~= $0.box.area })
        #expect(try !large.detections.isEmpty)
    }

    @Test(
        "a class that the model does not have is refused with those it has", arguments: ["unicorn", "80", "-1", "1.0"])
    func unknownClass(_ name: String) async throws {
        let model = try Self.model()
        let options = try PredictionOptions { $0.classes = [name] }
        let picture = try Self.picture()
        let error = await #expect(throws: VisionError.self) {
            try await model.predict(.bytes(picture), options: options)
        }
        #expect(error?.code == .optionInvalid)
        #expect(error?.description.contains("horse") == true)
    }

    @Test(
        "options outside their range are refused",
        arguments: [-0.1, 1.1, .nan, .infinity] as [Float])
    func ranges(value: Float) {
        #expect(throws: VisionError.self) { try PredictionOptions { $0.confidence = value } }
        #expect(throws: VisionError.self) { try PredictionOptions { $0.iou = value } }
    }

    @Test("a number of detections outside its range is refused", arguments: [0, -1, 100_001])
    func detectionCount(value: Int) {
        #expect(throws: VisionError.self) { try PredictionOptions { $0.maximumDetections = value } }
    }

    @Test("many pictures come back in their order, the bad ones as errors")
    func batch() async throws {
        let good = try Self.picture()
        let sources = (0..<12).map { index -> ImageSource in
            index % 4 == 1 ? .bytes([1, 2, 3], name: "\(index)") : .bytes(good, name: "\(index)")
        }
        let results = try await Self.model().predict(sources)
        #expect(results.count == 12)
        for (index, result) in results.enumerated() {
            switch result {
            case .success(let prediction):
                #expect(index % 4 != 1)
                #expect(prediction.imageName == "\(index)")
            case .failure(let error): #expect(index % 4 == 1 && error is ImagingError)
            }
        }
    }

    @Test("a file that is not there, and a folder, are named")
    func missingFile() async throws {
        let model = try Self.model()
        for path in ["/nowhere/picture.jpg", "/"] {
            let error = await #expect(throws: VisionError.self) { try await model.predict(.file(path)) }
            #expect(error?.code == .sourceUnreadable)
            #expect(error?.description.contains(path) == true)
        }
    }

    @Test("an annotated picture has the original's size and other pixels")
    func annotation() async throws {
        let source = ImageSource.bytes(try Self.picture())
        let prediction = try await Self.model().predict(source)
        let drawn = try await prediction.annotated(source)
        #expect(drawn.size == prediction.imageSize)
        // The middle of the left, right and lower edge of each box; the label sits on the upper one.
        for box in try prediction.detections.map(\.box) where box.width > 8 && box.height > 8 {
            let (x, y) = (Int(box.xMin + box.xMax) / 2, Int(box.yMin + box.yMax) / 2)
            let edges = [(Int(box.xMin), y), (Int(box.xMax) - 1, y), (x, Int(box.yMax) - 1)]
            for (x, y) in edges { #expect(drawn.bytes[(y * 128 + x) * 3] != 9, "no frame at \(x), \(y) of \(box)") }
        }
    }

    @Test("a cancelled task does not predict")
    func cancellation() async throws {
        let model = try Self.model()
        let picture = try Self.picture()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await model.predict(.bytes(picture))
        }
        await #expect(throws: (any Error).self) { try await task.value }
    }
}
