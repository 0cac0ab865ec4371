import Apus

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Measures what is around a model in units of the model: `swift run -c release Benchmarks MODEL PHOTO [ROUNDS]`.
///
/// Every round times the bare model and each step in turn, so that a ratio holds on a busy machine. The exit code is 1
/// where a ratio is above its limit.
@main
enum Benchmarks {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            print("usage: Benchmarks MODEL PHOTO [ROUNDS]")
            return
        }
        let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 30 : 30
        let model = try await VisionModel(contentsOf: arguments[1], configuration: .twoThreads)
        let photo = try readFile(arguments[2])
        let steps: [Step] = [
            Step("prediction from bytes to boxes", limit: 1.35) { _ = try await model.predict(.bytes(photo)) },
            Step("decode and pack the photo", limit: 0.35) { try pack(photo, for: model) },
            Step("suppress 25,200 candidates of 80 classes", limit: 0.03, suppress(candidates(classes: 80))),
            Step("suppress 25,200 candidates of one class", limit: 0.1, suppress(candidates(classes: 1))),
        ]
        let bare = try bareRun(of: model, on: photo)
        var report = Report(steps)
        for _ in 0..<3 { try await report.time(bare, counts: false) }
        for _ in 0..<rounds { try await report.time(bare, counts: true) }
        report.print()
        if report.isAboveLimit { exit(1) }
    }

    /// The model alone, on the photo's tensor.
    private static func bareRun(of model: VisionModel, on photo: [UInt8]) throws -> @Sendable () throws -> Void {
        let specification = model.manifest.input
        let decoded = try EncodedImage(photo).decode(for: specification)
        let shape = try TensorShape([1, 3, specification.size.height, specification.size.width])
        let tensor = Tensor(.float32, shape: shape) { _ = decoded.pack(specification, into: $0) }
        let name = model.session.inputs[0].name
        return { _ = try model.session.run([name: tensor]) }
    }

    private static func pack(_ photo: [UInt8], for model: VisionModel) throws {
        let specification = model.manifest.input
        let decoded = try EncodedImage(photo).decode(for: specification)
        let shape = try TensorShape([specification.byteCount / 4])
        _ = Tensor(.float32, shape: shape) { _ = decoded.pack(specification, into: $0) }
    }

    private static func suppress(_ candidates: [DetectionCandidate]) -> @Sendable () async throws -> Void {
        { _ = NonMaxSuppression(threshold: 0.45, isClassAgnostic: false, limit: 300)(candidates) }
    }

    /// As many boxes as YOLOv5 has rows at 640 pixels, spread over the picture, all of them above the threshold.
    private static func candidates(classes: Int) -> [DetectionCandidate] {
        var state: UInt64 = 42
        func random(_ range: ClosedRange<Float>) -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + (range.upperBound - range.lowerBound) * Float(state >> 40) / Float(1 << 24)
        }
        return (0..<25_200).map { index in
            DetectionCandidate(
                box: Box(
                    centerX: random(0...640), centerY: random(0...640), width: random(8...200),
                    height: random(8...200)),
                classID: index % classes, score: random(0.001...1))
        }
    }
}

extension VisionModel.Configuration {
    /// Two threads, as the stated limits assume.
    fileprivate static var twoThreads: Self {
        var configuration = Self()
        configuration.session.threads = 2
        return configuration
    }
}
