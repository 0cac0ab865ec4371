import JSONText
import Serving
import TestSupport
import Testing

@Suite("The model's digest")
struct ModelDigestTests {
    @Test("a file's digest is its SHA-256")
    func file() async throws {
        let digest = ModelDigest(ofFileAt: { FixtureModels.path("detect_yolov8.onnx") })
        // sha256sum Tests/Fixtures/models/detect_yolov8.onnx
        #expect(try await digest.text() == "a9c3450767f6d8ba36f20b66301b392d63baf222f1cc7bd96eca394aad462394")
    }

    @Test("a file that is not there is an error, each time")
    func later() async throws {
        let digest = ModelDigest(ofFileAt: { FixtureModels.path("absent.onnx") })
        for _ in 0..<2 { await #expect(throws: (any Error).self) { try await digest.text() } }
    }
}
