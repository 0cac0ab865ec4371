import Imaging
import TestSupport
import Testing
import Vision

/// Detections that a family's own Python pipeline finds in real photos; see scripts/reference/detections.py.
private struct Reference: Decodable {
    let model: String
    let options: Options
    let photos: [String: [[Float]]]

    struct Options: Decodable {
        let confidence: Float
        let iou: Float
        let max_detections: Int
    }
}

@Suite("Real models on real photos", .enabled(if: SharedAssets.arePresent, "APUS_TEST_ASSETS names no folder"))
struct ReferenceTests {
    /// From the first reference score on, ours must find the same.
    private static let leastScore: Float = 0.3
    private static let families = [
        "yolov5n", "yolov8n", "yolov8n_int8_320", "yolo26n_int8_e2e", "yolox_nano", "nanodet_m",
    ]

    @Test("with --exact, every detection of the original pipeline is found", arguments: families)
    func exactPath(family: String) async throws {
        let reference = try FixtureModels.golden("../references/\(family).json", as: Reference.self)
        let model = try await VisionModel(contentsOf: SharedAssets.path("models/\(reference.model)"))
        let options = try PredictionOptions {
            $0.confidence = reference.options.confidence
            $0.iou = reference.options.iou
            $0.maximumDetections = reference.options.max_detections
            $0.isExact = true
        }
        for (photo, rows) in reference.photos {
            let found = try await model.predict(.file(SharedAssets.path("images/\(photo)")), options: options)
                .detections
            for row in rows where row[1] >= Self.leastScore {
                let box = Box(xMin: row[2], yMin: row[3], xMax: row[4], yMax: row[5])
                let isFound = found.contains { candidate in
                    candidate.classID == Int(row[0]) && abs(candidate.confidence - row[1]) <= 0.02
                        && candidate.box.intersectionOverUnion(box) >= 0.97
                }
                #expect(isFound, "\(family) on \(photo): \(row) is not among \(found.map { ($0.confidence, $0.box) })")
            }
        }
    }

    @Test("a photo gives the same boxes in all eight orientations", arguments: 2...8)
    func orientations(value: Int) async throws {
        let model = try await VisionModel(contentsOf: SharedAssets.path("models/detect/yolox_nano.onnx"))
        let upright = try await model.predict(.file(SharedAssets.path("images/exif/bus_orient_1.jpg"))).detections
        let turned = try await model.predict(.file(SharedAssets.path("images/exif/bus_orient_\(value).jpg"))).detections
        let sure = upright.filter { $0.confidence > 0.8 }
        #expect(sure.count == 3)
        for object in sure {
            // Each file was compressed anew, so that pixels differ a little.
            #expect(
                turned.contains {
                    $0.classID == object.classID && $0.box.intersectionOverUnion(object.box) > 0.9
                        && abs($0.confidence - object.confidence) < 0.08
                })
        }
    }
}
