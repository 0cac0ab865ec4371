import Imaging
import Inference
import Synchronization
import TestSupport
import Testing
import Vision

@Suite("Where pictures come from")
struct ImageSourceTests {
    private static let gray = [UInt8](repeating: 9, count: 128 * 96 * 3)
    private static let size = ImageSize(width: 128, height: 96)

    private static func model() throws -> VisionModel {
        try VisionModel(ONNXSession(path: FixtureModels.path("detect_yolov8.onnx")), name: "animals")
    }

    /// How often something was fetched.
    private final class Count: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func increase() { count.withLock { $0 += 1 } }
    }

    @Test("a picture is fetched once for predicting and drawing, and anew when it was let go")
    func fetchedOnce() async throws {
        let fetches = Count()
        let png = try PixelBuffer(size: Self.size, filledWith: .init(red: 9, green: 9, blue: 9)).encoded(as: .png)
        let source = ImageSource.deferred(name: "a") {
            fetches.increase()
            return png
        }
        #expect(fetches.value == 0)
        let prediction = try await Self.model().predict(source)
        let results = try await Self.model().predict([source, source])
        #expect(results.allSatisfy { (try? $0.get()) != nil })
        _ = try await prediction.annotated(source)
        #expect(fetches.value == 1)
        await source.forget()
        _ = try await prediction.annotated(source)
        #expect(fetches.value == 2)
    }

    @Test("what could not be fetched is tried again")
    func failure() async throws {
        let fetches = Count()
        let source = ImageSource.deferred(name: nil) {
            fetches.increase()
            throw VisionError(.sourceUnreadable, "gone")
        }
        for _ in 0..<2 { await #expect(throws: VisionError.self) { try await source.fetched() } }
        #expect(fetches.value == 2)
    }

    @Test("pixels give what the same picture in a file gives")
    func pixels() async throws {
        let model = try Self.model()
        let png = try PixelBuffer(size: Self.size, filledWith: .init(red: 9, green: 9, blue: 9)).encoded(as: .png)
        let encoded = try await model.predict(.bytes(png)).detections
        #expect(!encoded.isEmpty)
        let plain = ImageSource.pixels(Self.gray, size: Self.size, channels: 3, name: "p")
        let prediction = try await model.predict(plain.held())
        #expect(try prediction.detections == encoded)
        #expect(prediction.imageName == "p")
        #expect(prediction.imageSize == Self.size)
        #expect(try await prediction.annotated(plain).size == Self.size)
    }

    @Test("pixels that do not fill their size are refused when they are used")
    func wrongPixels() async throws {
        let model = try Self.model()
        let source = ImageSource.pixels(Self.gray, size: Self.size, channels: 4)
        let error = await #expect(throws: ImagingError.self) { try await model.predict(source) }
        #expect(error?.code == .imageTruncated)
    }
}
