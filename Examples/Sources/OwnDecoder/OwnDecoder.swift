import Apus
import Foundation

/// Predicts with a decoder of its own beside those that come with Apus: `OwnDecoder model.onnx photo.jpg`.
@main
struct OwnDecoder {
    static func main() async {
        guard CommandLine.arguments.count == 3 else {
            print("usage: OwnDecoder MODEL PICTURE")
            return
        }
        do {
            var configuration = VisionModel.Configuration()
            configuration.decoders = .standard.adding(TransposedYOLO.self)
            let model = try await VisionModel(contentsOf: CommandLine.arguments[1], configuration: configuration)
            let prediction = try await model.predict(.file(CommandLine.arguments[2]))
            print("decoder: \(model.manifest.family)")
            for object in try prediction.detections {
                print(object.label, object.confidence, object.box)
            }
        } catch {
            print("error: \(error)")
            exit(1)
        }
    }
}
