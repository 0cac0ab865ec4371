import Foundation
import Imaging
import Inference
import TestSupport
import Testing
import Vision

@Suite(
    "Prepared forms of real models", .enabled(if: SharedAssets.arePresent, "APUS_TEST_ASSETS names no folder"))
struct PreparedModelTests {
    private static let models = [
        "detect/yolov5n", "detect/yolov8n_int8_320", "detect/yolo26n_int8_e2e", "detect/yolox_nano",
        "detect/nanodet_m",
    ]

    @Test("give the same manifest and the same detections, bit for bit", arguments: models)
    func same(_ name: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.path + "/model.onnx"
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: SharedAssets.path("models/\(name).onnx"))
        let plain = try await VisionModel(contentsOf: path)
        _ = try await ModelPreparation(ofModelAt: path, at: nil)
        let prepared = try await VisionModel(contentsOf: path)
        #expect((plain.session as? ONNXSession)?.isPrepared == false)
        #expect((prepared.session as? ONNXSession)?.isPrepared == true)
        #expect(prepared.manifest.facts == plain.manifest.facts)
        #expect(ManifestDocument(prepared.manifest) == ManifestDocument(plain.manifest))
        let photo = ImageSource.file(SharedAssets.path("images/bus.jpg"))
        let expected = try await plain.predict(photo).detections
        #expect(try await prepared.predict(photo).detections == expected)
        #expect(!expected.isEmpty)
    }
}
