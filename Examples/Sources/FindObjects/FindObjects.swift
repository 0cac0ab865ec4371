import Apus

/// Prints what a model finds in a picture: `FindObjects yolov8n.onnx bus.jpg`.
@main
struct FindObjects {
    static func main() async throws {
        guard CommandLine.arguments.count == 3 else {
            print("usage: FindObjects MODEL PICTURE")
            return
        }
        let model = try await VisionModel(contentsOf: CommandLine.arguments[1])
        let prediction = try await model.predict(.file(CommandLine.arguments[2]))
        for object in try prediction.detections {
            print(object.label, object.confidence, object.box)
        }
    }
}
