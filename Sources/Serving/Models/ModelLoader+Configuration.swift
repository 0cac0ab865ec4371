import Imaging
import Inference
package import Vision

extension ModelLoader {
    /// Loads the model that a configuration names.
    ///
    /// The engine is opened while the model is looked for or fetched.
    ///
    /// - Parameters:
    ///   - configuration: Where the model comes from, and how it runs.
    ///   - store: Brings it here.
    ///   - loaded: Hears of the model once it is there, with the milliseconds that it took.
    package convenience init(
        _ configuration: ServiceConfiguration, store: ModelStore,
        loaded: @escaping @Sendable (VisionModel, Double) -> Void = { _, _ in }
    ) {
        self.init {
            var clock = Stopwatch()
            ONNXEnvironment.preload()
            var options = VisionModel.Configuration()
            options.limits = configuration.limits.image
            options.session = SessionOptions(threads: configuration.threads)
            let path = try await store.path(of: configuration.model)
            let model = try await VisionModel(contentsOf: path, configuration: options)
            loaded(model, clock.lap())
            return model
        }
    }
}
