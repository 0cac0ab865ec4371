import Foundation
import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite(
    "AWS", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt),
    .enabled(if: MotoServer.isAvailable, Comment(rawValue: MotoServer.requirement)))
struct CloudTests {
    private let stage: CloudStage

    init() throws {
        stage = try CloudStage()
    }

    // MARK: - Models

    private static let model = FixtureModels.path("detect_yolov8.onnx")
    private static let digest = String(ShellCommand("sha256sum '\(model)'").output.prefix(64))

    private func putModel() throws -> String {
        stage.put(Array(try Data(contentsOf: URL(filePath: Self.model))), as: "models/detector.onnx")
        return "s3://\(stage.name)/models/detector.onnx"
    }

    @Test("a model comes from a bucket, with and without a digest", arguments: [true, false])
    func model(hasDigest: Bool) async throws {
        let variables = ["MODEL_PATH": try putModel(), "MODEL_SHA256": hasDigest ? Self.digest : ""]
        let function = try await RunningFunction(stage.environment(variables))
        let answer = try await function.answer(to: Pictures.request())
        #expect(answer["model"]?.string == "detector")
        #expect(answer["detection_count"]?.integer == Pictures.detectionCount)
    }

    @Test("a model of another digest, and one that is not there, are not used")
    func wrongModel() async throws {
        let path = try putModel()
        let cases = [(path, String(repeating: "0", count: 64)), ("\(path).more", "")]
        for (path, digest) in cases {
            let variables = [
                "MODEL_PATH": path, "MODEL_SHA256": digest, "AWS_LAMBDA_INITIALIZATION_TYPE": "provisioned-concurrency",
            ]
            let function = try await RunningFunction(stage.environment(variables))
            #expect(try await function.process.waitForEnd() == .exited(1))
            let message = try #require(function.emulator.initializationFailure?.message)
            #expect(message.contains(digest.isEmpty ? "HTTP 404" : Self.digest), "\(message)")
        }
    }

    @Test(
        "a model of several parts comes whole",
        .enabled(if: SharedAssets.arePresent, "APUS_TEST_ASSETS names no folder of models"))
    func largeModel() async throws {
        let file = try #require(SharedAssets.folder) + "/models/detect/yolov8n.onnx"
        stage.call("s3", "upload_file", #"{"Filename": "\#(file)", "Bucket": "\#(stage.name)", "Key": "yolov8n.onnx"}"#)
        let variables = [
            "MODEL_PATH": "s3://\(stage.name)/yolov8n.onnx",
            "MODEL_SHA256": String(ShellCommand("sha256sum '\(file)'").output.prefix(64)),
        ]
        let function = try await RunningFunction(stage.environment(variables))
        let picture = try #require(SharedAssets.folder) + "/images/bus.jpg"
        let bytes = Array(try Data(contentsOf: URL(filePath: picture)))
        let reply = try await function.reply(to: .bytes(bytes, type: "image/jpeg"))
        #expect(try reply.json["detections"]?.elements.contains { $0["class_name"]?.string == "bus" } == true)
    }

    // MARK: - Pictures

    @Test("a picture comes from a bucket, by its parts and by its address")
    func picture() async throws {
        stage.put(Pictures.png, as: "in/a b.png")
        let function = try await RunningFunction(stage.environment())
        let inputs = [
            #"{"s3": {"bucket": "\#(stage.name)", "key": "in/a b.png"}}"#,
            #"{"s3": "s3://\#(stage.name)/in/a b.png"}"#, #"{"url": "s3://\#(stage.name)/in/a b.png"}"#,
        ]
        for input in inputs {
            let answer = try await function.answer(to: input)
            #expect(answer["image_name"]?.string == "a b.png")
            #expect(answer["detection_count"]?.integer == Pictures.detectionCount)
        }
        let list = try await function.answer(to: #"{"images": [\#(inputs[0]), \#(inputs[1])]}"#)
        #expect(list["results"]?.elements.map { $0["detection_count"]?.integer } == [6, 6])
        let missing = try await function.reply(to: .json(#"{"s3": "s3://\#(stage.name)/none.png"}"#))
        #expect(missing.status == 404 && missing.code == "aws-not-found")
    }

    @Test("a task of S3 Batch Operations is done, or fails for good")
    func batchOperations() async throws {
        stage.put(Pictures.png, as: "a.png")
        stage.put([1, 2, 3], as: "b.png")
        let function = try await RunningFunction(stage.environment())
        let event = Events.batchOperations(["a.png", "b.png", "c.png"], bucket: stage.name)
        let results = try await function.answer(to: event)["results"]?.elements ?? []
        #expect(results.map { $0["resultCode"]?.string } == ["Succeeded", "PermanentFailure", "PermanentFailure"])
        #expect(results.first?["resultString"]?.string == "6 detections")
    }
}
