import Imaging
import LambdaEvents
import Vision

extension EventHandler {
    /// Makes sure that the model is loaded and has run once, since an engine's first run is slower than the others.
    func warmUp() async throws -> [UInt8] {
        let model = try await service.models.model()
        let isCold = service.life.isFirst()
        if isCold {
            let gray = PixelBuffer(
                size: ImageSize(width: 32, height: 32), filledWith: Color(red: 114, green: 114, blue: 114))
            _ = try await model.predict(.bytes(try gray.encoded(as: .png)))
        }
        return WarmUp.answer(instance: service.life.instance, isCold: isCold)
    }
}
