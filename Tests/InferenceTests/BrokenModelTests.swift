import Diagnosis
import Foundation
import Inference
import Testing

@Suite("A model that cannot be loaded is refused with file and cause")
struct BrokenModelTests {
    struct Case: CustomTestStringConvertible {
        let model: String
        let code: InferenceError.Code
        let what: String
        var found: String?
        var expected: String?

        var testDescription: String { model }
    }

    private static let cases = [
        Case(model: "broken_empty", code: .modelCorrupt, what: "is empty", found: "0 bytes"),
        Case(model: "broken_garbage", code: .modelCorrupt, what: "is damaged, cut off or not an ONNX model"),
        Case(
            model: "broken_truncated", code: .modelCorrupt, what: "is damaged, cut off or not an ONNX model",
            found: "where a field needs"),
        Case(
            model: "broken_opset_999", code: .modelUnsupported, what: "needs a newer engine",
            found: "opset 999, IR version 8", expected: "opset"),
        Case(
            model: "broken_ir_version_99", code: .modelUnsupported, what: "needs a newer engine",
            found: "opset 17, IR version 99", expected: "IR version"),
        Case(
            model: "broken_unknown_operator", code: .modelUnsupported, what: "uses an operator",
            found: "apus.test:Teleport"),
        Case(
            model: "broken_missing_node_input", code: .modelInvalid, what: "is not a valid model",
            found: "Node input 'nowhere'"),
        Case(
            model: "broken_type_mismatch", code: .modelInvalid, what: "is not a valid model",
            found: "Optype (Add) bound to different types"),
        Case(
            model: "broken_external_data", code: .modelDataMissing, what: "weights of", expected: "missing_weights.bin"),
    ]

    @Test("from its path", arguments: cases)
    func path(_ broken: Case) throws {
        let path = Fixture.path(broken.model)
        let error = try #require(throws: InferenceError.self) { try ONNXSession(path: path) }
        expect(error, broken)
        #expect(error.diagnosis.what.contains(path))
    }

    @Test("from its bytes", arguments: cases.filter { $0.model != "broken_external_data" })
    func bytes(_ broken: Case) throws {
        let error = try #require(throws: InferenceError.self) {
            try ONNXSession(bytes: Fixture.bytes(broken.model))
        }
        expect(error, broken)
        #expect(error.diagnosis.what.contains("the model "))
    }

    private func expect(_ error: InferenceError, _ broken: Case) {
        #expect(error.code == broken.code)
        #expect(error.diagnosis.what.contains(broken.what))
        if let found = broken.found { #expect(error.diagnosis.found?.contains(found) == true) }
        if let expected = broken.expected { #expect(error.diagnosis.expected?.contains(expected) == true) }
        #expect(!error.description.contains("onnxruntime_src"))
    }

    @Test("bytes without the files that hold their weights")
    func bytesWithoutWeights() throws {
        let error = try #require(throws: InferenceError.self) {
            try ONNXSession(bytes: Fixture.bytes("broken_external_data"))
        }
        #expect(error.code == .modelDataMissing)
        #expect(error.diagnosis.found == "missing_weights.bin")
        #expect(error.diagnosis.advice == "load it from its path, or save it as one file")
    }

    @Test("weights that are there are loaded from beside the model")
    func presentWeights() throws {
        try withTemporaryFolder { folder in
            let model = try Fixture.bytes("broken_external_data").write("model.onnx", in: folder)
            _ = try [Float(1), 2, 3, 4].withUnsafeBytes { try Array($0).write("missing_weights.bin", in: folder) }
            let outputs = try ONNXSession(path: model).run(["x": Tensor([Float](repeating: 1, count: 4), shape: [4])])
            #expect(try #require(outputs["y"]).tensor().realValues() == [2, 3, 4, 5])
        }
    }

    @Test(
        "weights outside the model's folder are not read",
        arguments: ["/etc/hostname", "../secret.bin", "weights/../../secret.bin"])
    func weightsElsewhere(_ location: String) throws {
        try withTemporaryFolder { folder in
            let model = ModelBytes.relu(initializer: ModelBytes.external("w", location: location))
            let path = try model.write("model.onnx", in: folder)
            let error = try #require(throws: InferenceError.self) { try ONNXSession(path: path) }
            #expect(error.code == .modelInvalid)
            #expect(error.diagnosis.found == location)
        }
    }

    @Test("missing weights of a constant inside the graph")
    func constantWithoutWeights() throws {
        let value = ProtobufWriter.bytes { attribute in
            attribute.text(1, "value")
            attribute.message(5, ModelBytes.external("c", location: "gone.bin"))
            attribute.varint(20, 4)
        }
        let model = ModelBytes.model(
            nodes: [
                ModelBytes.node("Constant", [], ["c"], attribute: value), ModelBytes.node("Add", ["x", "c"], ["y"]),
            ],
            inputs: [ModelBytes.tensor("x", [1])], outputs: [ModelBytes.tensor("y", [1])])
        try withTemporaryFolder { folder in
            let path = try model.write("model.onnx", in: folder)
            let error = try #require(throws: InferenceError.self) { try ONNXSession(path: path) }
            #expect(error.code == .modelDataMissing)
            #expect(error.diagnosis.found?.contains("gone.bin") == true)
        }
    }

    @Test("a TensorFlow Lite model")
    func tensorFlowLite() {
        let bytes: [UInt8] = [0x1C, 0, 0, 0] + Array("TFL3".utf8) + [UInt8](repeating: 0, count: 32)
        let error = #expect(throws: InferenceError.self) { try ONNXSession(bytes: bytes) }
        #expect(error?.code == .modelUnsupported)
        #expect(error?.diagnosis.what == "the model is a TensorFlow Lite model")
    }

    @Test("an input that is no tensor")
    func sequenceInput() {
        let element = ProtobufWriter.bytes { $0.message(1, ProtobufWriter.bytes { $0.varint(1, 1) }) }
        let type = ProtobufWriter.bytes { $0.message(4, ProtobufWriter.bytes { $0.message(1, element) }) }
        let input = ProtobufWriter.bytes { value in
            value.text(1, "parts")
            value.message(2, type)
        }
        let model = ModelBytes.model(
            nodes: [ModelBytes.node("SequenceLength", ["parts"], ["count"])], inputs: [input],
            outputs: [ModelBytes.tensor("count", type: 7, [])])
        let error = #expect(throws: InferenceError.self) { try ONNXSession(bytes: model) }
        #expect(error?.code == .modelUnsupported)
        #expect(error?.diagnosis.what == "input parts is no tensor")
    }

    @Test("a missing file, a folder, and a pipe that nobody writes to")
    func noFile() throws {
        try withTemporaryFolder { folder in
            let missing = folder.path + "/missing.onnx"
            let pipe = folder.path + "/pipe.onnx"
            try #require(mkfifo(pipe, 0o600) == 0)
            for path in [missing, folder.path, pipe] {
                let error = try #require(throws: InferenceError.self) { try ONNXSession(path: path) }
                #expect(error.code == .modelNotFound)
                #expect(error.diagnosis.what.contains(path))
            }
        }
    }
}
