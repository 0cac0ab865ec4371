import Imaging
import Inference
import TestSupport
import Testing
import Vision

/// What the families' own Python code makes of the outputs of a fixture model.
private struct DecoderGolden: Decodable {
    let output_quantization: Affine?
    let boxes: String?
    let cases: [Case]

    struct Affine: Decodable {
        let scale: Float
        let zero_point: Int
    }

    struct Case: Decodable {
        let image: Size
        let options: Options
        let detections: [Expected]
    }

    struct Size: Decodable {
        let width: Int
        let height: Int
    }

    struct Options: Decodable {
        let confidence: Float
        let iou: Float
        let agnostic: Bool
        let max_detections: Int
    }

    struct Expected: Decodable {
        let class_id: Int
        let score: Float
        let box: [Float]

        var corners: Box { Box(xMin: box[0], yMin: box[1], xMax: box[2], yMax: box[3]) }
    }

    /// What only a manifest can tell.
    func sidecar(decoder: String?) -> ManifestDocument {
        var document = ManifestDocument()
        var output = ManifestDocument.Output()
        output.boxes = boxes
        output.scale = output_quantization?.scale
        output.zeroPoint = output_quantization?.zero_point
        document.output = output
        document.decoder = decoder
        return document
    }
}

@Suite("Decoders agree with the families' own code")
struct DecoderGoldenTests {
    static let families = FixtureModels.names(prefix: "detect_", suffix: ".onnx")
    static let unambiguousFamilies = families.filter { decodersOfAmbiguous[$0] == nil }

    /// Over a picture of 64 pixels, 80 classes make shapes that fit several families; real models are larger.
    private static let decodersOfAmbiguous = ["yolov5_coco80": "yolov5", "yolov8_coco80": "yolov8"]

    @Test("there is a fixture for every decoder")
    func everyDecoderHasAFixture() async throws {
        var chosen: Set<String> = []
        for family in Self.families {
            let (model, _) = try Self.load(family)
            chosen.insert(model.manifest.family)
        }
        #expect(chosen == Set(DecoderRegistry.standard.decoders.map { $0.families[0] }))
    }

    @Test("a fixture's outputs become the detections of the original implementation", arguments: families)
    func detections(of family: String) async throws {
        let (model, golden) = try Self.load(family)
        #expect(!golden.cases.isEmpty)
        for testCase in golden.cases {
            let size = ImageSize(width: testCase.image.width, height: testCase.image.height)
            let picture = try PixelBuffer(size: size, filledWith: .init(red: 90, green: 120, blue: 30))
                .encoded(as: .png)
            let options = try PredictionOptions {
                $0.confidence = testCase.options.confidence
                $0.iou = testCase.options.iou
                $0.isClassAgnostic = testCase.options.agnostic
                $0.maximumDetections = testCase.options.max_detections
            }
            let found = try await model.predict(.bytes(picture), options: options).detections
            Self.compare(found, with: testCase.detections, "\(family) on \(size)")
        }
    }

    /// The same objects in the same order.
    ///
    /// Boxes may differ by a pixel where the original maps them back with one
    /// rounded scale for both axes and we with the exact scale of each.
    private static func compare(_ found: [Detection], with expected: [DecoderGolden.Expected], _ what: String) {
        #expect(found.count == expected.count, "\(what): \(found)")
        for (found, expected) in zip(found, expected) {
            #expect(found.classID == expected.class_id, "\(what)")
            #expect(abs(found.confidence - expected.score) < 0.002, "\(what)")
            let (box, corners) = (found.box, expected.corners)
            let edges = [
                box.xMin - corners.xMin, box.yMin - corners.yMin, box.xMax - corners.xMax, box.yMax - corners.yMax,
            ]
            #expect(edges.allSatisfy { abs($0) <= 1.05 }, "\(what): \(box) is not \(corners)")
        }
    }

    private static func load(_ family: String) throws -> (VisionModel, DecoderGolden) {
        let golden = try FixtureModels.golden("detect_\(family).json", as: DecoderGolden.self)
        let session = try ONNXSession(path: FixtureModels.path("detect_\(family).onnx"))
        return (
            try VisionModel(session, name: family, sidecar: golden.sidecar(decoder: decodersOfAmbiguous[family])),
            golden
        )
    }
}
