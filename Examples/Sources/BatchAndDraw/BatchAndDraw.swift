import Apus
import Foundation

/// Predicts many pictures and draws the results beside them: `BatchAndDraw yolov8n.onnx *.jpg`.
@main
struct BatchAndDraw {
    static func main() async {
        guard CommandLine.arguments.count > 2 else {
            print("usage: BatchAndDraw MODEL PICTURE…")
            return
        }
        do {
            try await run(model: CommandLine.arguments[1], pictures: Array(CommandLine.arguments[2...]))
        } catch {
            print("error: \(error)")
            exit(1)
        }
    }

    private static func run(model path: String, pictures: [String]) async throws {
        let model = try await VisionModel(contentsOf: path)
        let options = try PredictionOptions {
            $0.confidence = 0.4
            $0.maximumDetections = 20
        }
        let results = try await model.predict(pictures.map { .file($0) }, options: options)
        for (picture, result) in zip(pictures, results) {
            switch result {
            case .success(let prediction):
                let drawn = try await prediction.annotated(.file(picture))
                try Data(drawn.encoded(as: .jpeg(quality: 90))).write(to: URL(filePath: picture + ".annotated.jpg"))
                print("\(picture): \(try prediction.detections.count) objects")
            case .failure(let error as ImagingError) where error.code == .imageUnsupported:
                print("\(picture): convert it first")
            case .failure(let error):
                print("\(picture): \(error)")
            }
        }
    }
}
