import Imaging
import Vision

extension Service {
    /// Makes sure that the model is loaded and has run once, since an engine's first run is slower than the others.
    ///
    /// - Throws: ``ServingError`` with `model-unavailable`; what the run throws, after which the next call runs it anew.
    package func warmUp() async throws {
        let model = try await models.model()
        guard !life.hasRun else { return }
        // One pixel is within every limit that pictures may have.
        let gray = PixelBuffer(
            size: ImageSize(width: 1, height: 1), filledWith: Color(red: 114, green: 114, blue: 114))
        _ = try await model.predict(.bytes(try gray.encoded(as: .png)))
        life.remembersRun()
    }
}
