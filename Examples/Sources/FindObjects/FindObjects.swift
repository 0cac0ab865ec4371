import Apus
import Foundation

/// Prints what a model finds in a picture: `FindObjects yolov8n.onnx bus.jpg`.
@main
struct FindObjects {
    static func main() async {
        guard CommandLine.arguments.count == 3 else {
            print("usage: FindObjects MODEL PICTURE")
            return
        }
        do {
            let model = try await VisionModel(contentsOf: CommandLine.arguments[1])
            let prediction = try await model.predict(.file(CommandLine.arguments[2]))
            for object in try prediction.detections {
                print(object.label, object.confidence, object.box)
            }
        } catch {
            print("error: \(error)")
            exit(1)
        }
    }
}
