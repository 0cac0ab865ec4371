import Diagnosis
import Foundation
import Imaging
import Inference
import TestSupport
import Testing
import Vision

@Suite("Manifests")
struct ManifestTests {
    private static func model(_ fixture: String, sidecar: String? = nil) throws -> VisionModel {
        let session = try ONNXSession(path: FixtureModels.path("\(fixture).onnx"))
        let document = try sidecar.map { try ManifestFile.parse($0, name: "test") }
        return try VisionModel(session, name: fixture, sidecar: document)
    }

    @Test("a model without a sidecar is understood from metadata and shapes")
    func inference() throws {
        let manifest = try Self.model("detect_yolov8").manifest
        #expect(manifest.family == "yolov8")
        #expect(manifest.labels.list == ["cat", "dog", "bird", "horse"])
        #expect(manifest.input.size == ImageSize(width: 64, height: 64))
        #expect(manifest.input.normalization == .unit)
        #expect(manifest.facts.first { $0.key == "labels" }?.origin == .metadata)
        #expect(manifest.facts.first { $0.key == "decoder" }?.origin == .shapes)
    }

    @Test("a sidecar wins over metadata and defaults")
    func sidecarWins() throws {
        let manifest = try Self.model(
            "detect_yolov8",
            sidecar: """
                {"name": "animals", "labels": ["a", "b", "c", "d"], "licence": "MIT",
                 "thresholds": {"confidence": 0.6}, "input": {"colors": "bgr", "fit": "stretch", "padding": 0,
                 "mean": [1, 2, 3], "deviation": [4], "scale": 1}}
                """
        ).manifest
        #expect(manifest.name == "animals")
        #expect(manifest.labels[1] == "b")
        #expect(manifest.licence == "MIT")
        #expect(manifest.thresholds == Thresholds(confidence: 0.6, iou: 0.45))
        #expect(manifest.input.channels == .bgr)
        #expect(manifest.input.fit == .stretch)
        #expect(manifest.input.padding == 0)
        #expect(manifest.input.normalization == Normalization(scale: 1, mean: [1, 2, 3], deviation: [4, 4, 4]))
        #expect(manifest.facts.first { $0.key == "input.colors" }?.origin == .sidecar)
    }

    @Test("80 classes without names are COCO's, any other number stays without names")
    func labelsAreNotInvented() throws {
        #expect(try Self.model("detect_yolov8_coco80", sidecar: #"{"decoder": "yolov8"}"#).manifest.labels == .coco)
        let unnamed = try Self.model("detect_yolov6").manifest.labels
        #expect(unnamed.isEmpty)
        #expect(unnamed[17] == "class_17")
    }

    @Test(
        "a manifest that cannot be is refused with the key and the range",
        arguments: [
            (#"{"lables": []}"#, "lables"),
            (#"{"input": {"colour": "rgb"}}"#, "colour"),
            (#"{"input": {"colors": "hsv"}}"#, "input.colors"),
            (#"{"input": {"fit": "squeeze"}}"#, "input.fit"),
            (#"{"input": {"padding": 256}}"#, "input.padding"),
            (#"{"input": {"mean": [1, 2]}}"#, "input.mean"),
            (#"{"input": {"deviation": [1, 0, 1]}}"#, "input.deviation"),
            (#"{"input": {"width": 320, "height": 320}}"#, "input size"),
            (#"{"output": {"boxes": "inches"}}"#, "output.boxes"),
            (#"{"output": {"scale": 0}}"#, "output.scale"),
            (#"{"thresholds": {"confidence": 1.5}}"#, "thresholds.confidence"),
            (#"{"decoder": "yolov99"}"#, "no decoder"),
            (#"{"decoder": 5}"#, "decoder"),
            (#"{"task": "juggling"}"#, "task"),
            (#"{"#, "manifest"),
        ])
    func refusals(json: String, mention: String) {
        let error = #expect(throws: VisionError.self) { try Self.model("detect_yolov8", sidecar: json) }
        #expect(error?.code == .manifestInvalid)
        #expect(error?.description.contains(mention) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("shapes that fit two families are an error that lists both and the line to write")
    func ambiguity() throws {
        // YOLOv6 and an undecoded YOLOX look alike but for the name of the output.
        let error = #expect(throws: VisionError.self) {
            try VisionModel(StubSession(output: "out", dimensions: [1, 84, 9]), name: "stub")
        }
        #expect(error?.code == .modelAmbiguous)
        let text = error?.description ?? ""
        #expect(text.contains("yolov6") && text.contains("yolox") && text.contains(#"{"decoder""#))
        var sidecar = ManifestDocument()
        sidecar.decoder = "yolox"
        let model = try VisionModel(
            StubSession(output: "out", dimensions: [1, 84, 9]), name: "stub", sidecar: sidecar)
        #expect(model.manifest.input.channels == .bgr)
    }

    @Test(
        "a model that is no detector is refused with what is missing",
        arguments: [
            ("add", VisionError.Code.taskUnsupported), ("metadata", .taskUnsupported), ("soak_fp32", .modelUnknown),
        ])
    func unknownModels(fixture: String, code: VisionError.Code) {
        let error = #expect(throws: VisionError.self) { try Self.model(fixture) }
        #expect(error?.code == code)
        #expect(error?.diagnosis.found != nil)
    }

    @Test("rows of a one-class YOLOv5 are not mistaken for finished detections")
    func oneClassCollision() throws {
        let anchors = try VisionModel(
            StubSession(output: "output0", dimensions: [1, 25_200, 6], side: 640), name: "stub")
        #expect(anchors.manifest.family == "yolov5")
        let finished = try VisionModel(
            StubSession(output: "output0", dimensions: [1, 300, 6], side: 640), name: "stub")
        #expect(finished.manifest.family == "yolov10")
    }

    @Test(
        "an Ultralytics export of open size is known by what the exporter wrote",
        arguments: [
            ([:], "yolov8"), (["end2end": "True"], "yolov10"), (["args": "{'nms': True}"], "yolov10"),
            (["head": "RTDETRDecoder"], "rtdetr"),
        ] as [([String: String], String)])
    func openSizes(extra: [String: String], family: String) throws {
        let metadata = ["task": "detect", "names": "{0: 'a', 1: 'b'}"].merging(extra) { $1 }
        let stub = StubSession(output: "output0", dimensions: [nil, nil, nil], metadata: metadata)
        #expect(try VisionModel(stub, name: "stub").manifest.family == family)
    }

    @Test(
        "a written manifest reads back to the same use of the model", arguments: DecoderGoldenTests.unambiguousFamilies)
    func roundTrip(family: String) throws {
        let first = try Self.model("detect_\(family)").manifest
        let json = try JSONEncoder().encode(ManifestDocument(first))
        let second = try Self.model("detect_\(family)", sidecar: String(decoding: json, as: UTF8.self)).manifest
        #expect(second.family == first.family)
        #expect(second.input == first.input)
        #expect(second.labels == first.labels)
        #expect(second.thresholds == first.thresholds)
        #expect(second.output == first.output)
    }

    @Test(
        "a manifest stands beside its model",
        arguments: [
            ("yolov8n.onnx", "yolov8n.apus.json"), ("a.b/model", "a.b/model.apus.json"),
            ("models/v1.2.onnx", "models/v1.2.apus.json"), (".hidden", ".hidden.apus.json"),
        ])
    func paths(model: String, manifest: String) {
        #expect(ManifestFile.path(forModel: model) == manifest)
    }

    @Test("every family name leads to one decoder")
    func familyNames() throws {
        let families = DecoderRegistry.standard.families
        #expect(Set(families).count == families.count)
        for family in families {
            #expect(try DecoderRegistry.standard.decoder(ofFamily: family).families.contains(family))
        }
    }
}
