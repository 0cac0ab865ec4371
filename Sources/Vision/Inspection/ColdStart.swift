import Imaging
import Inference

/// Where the time of a cold start goes: from opening the engine to the second answer, in this process.
///
/// It can be measured once in a process, before the engine is used for anything else.
package struct ColdStart: Codable, Sendable {
    /// Opening the engine's library, in milliseconds.
    package let library: Double
    /// Making the engine's environment, which registers its operators, in milliseconds.
    package let environment: Double
    /// Loading the model and resolving its manifest, in milliseconds.
    package let model: Double
    /// From the picture's bytes to the input tensor, in milliseconds.
    package let picture: Double
    /// The first run with its outputs read: memory is touched for the first time, in milliseconds.
    package let firstRun: Double
    /// The second run, in milliseconds: what every later request takes.
    package let secondRun: Double
    /// Whether a prepared form was loaded in the model's place.
    package let isPrepared: Bool

    /// Starts cold.
    ///
    /// - Parameters:
    ///   - path: The model's file.
    ///   - picture: A picture's file, or `nil` for a plain gray one in memory.
    ///   - usesPreparedModel: Whether a prepared form beside the model may be loaded.
    /// - Throws: What loading and predicting throw.
    package init(ofModelAt path: String, picture: String?, usesPreparedModel: Bool) throws {
        var clock = Stopwatch()
        _ = try ONNXRuntimeAPI.shared.get()
        library = clock.lap()
        _ = try ONNXEnvironment.shared.get()
        environment = clock.lap()
        var configuration = VisionModel.Configuration()
        configuration.session.usesPreparedModel = usesPreparedModel
        let model = try VisionModel(path: path, configuration: configuration)
        self.model = clock.lap()
        let source = picture.map { ImageSource.file($0) } ?? Self.gray
        let prepared = try model.prepare(source, options: PredictionOptions())
        self.picture = clock.lap()
        _ = try model.finish(prepared, cancellation: RunCancellation())
        firstRun = clock.lap()
        _ = try model.finish(prepared, cancellation: RunCancellation())
        secondRun = clock.lap()
        isPrepared = (model.session as? ONNXSession)?.isPrepared ?? false
    }

    private static var gray: ImageSource {
        let size = ImageSize(width: 640, height: 480)
        return .pixels([UInt8](repeating: 128, count: size.pixelCount), size: size, channels: 1)
    }
}
