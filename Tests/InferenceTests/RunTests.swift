import Diagnosis
import Inference
import Testing

@Suite("A run takes and gives what the model says")
struct RunTests {
    private static let six = [Float](repeating: 2, count: 6)

    private static func inputs(_ shapes: [String: [Int]]) throws -> [String: Tensor] {
        try shapes.mapValues { shape in
            try Tensor([Float](repeating: 2, count: shape.reduce(1, *)), shape: shape)
        }
    }

    @Test(
        "inputs that do not fit are refused with both sides named",
        arguments: [
            (["a": [2, 3]], "an input is missing", "a, b", "a"),
            ([:], "an input is missing", "a, b", "none"),
            (["a": [2, 3], "c": [2, 3]], "an input is missing", "a, b", "a, c"),
            (["a": [2, 3], "b": [2, 3], "c": [1]], "the model has no such input", "a, b", "a, b, c"),
            (["a": [2, 3], "b": [3, 2]], "input b does not fit the model", "float32 [2, 3]", "float32 [3, 2]"),
            (["a": [2, 3], "b": [6]], "input b does not fit the model", "float32 [2, 3]", "float32 [6]"),
            (["a": [], "b": [2, 3]], "input a does not fit the model", "float32 [2, 3]", "float32 []"),
        ] as [([String: [Int]], String, String, String)])
    func mismatch(_ shapes: [String: [Int]], _ what: String, _ expected: String, _ found: String) throws {
        let session = try Fixture.session("two_in_two_out")
        let error = try #require(throws: InferenceError.self) { try session.run(Self.inputs(shapes)) }
        #expect(error.code == .inputMismatch)
        #expect(error.diagnosis.what == what)
        #expect(error.diagnosis.expected == expected)
        #expect(error.diagnosis.found == found)
    }

    @Test("an input of another element type is refused")
    func wrongType() throws {
        let session = try Fixture.session("two_in_two_out")
        let integers = try Tensor([Int32](repeating: 2, count: 6), shape: [2, 3])
        let error = try #require(throws: InferenceError.self) { try session.run(["a": integers, "b": integers]) }
        #expect(error.code == .inputMismatch)
        #expect(error.diagnosis.found == "int32 [2, 3]")
    }

    @Test(
        "only the outputs that are wanted come, in the order of the wish",
        arguments: [nil, ["sum", "product"], ["product", "sum"], ["product"], ["sum", "sum"]] as [[String]?])
    func subset(_ wanted: [String]?) throws {
        let tensor = try Tensor([Float](repeating: 3, count: 6), shape: [2, 3])
        let outputs = try Fixture.session("two_in_two_out")
            .run(["a": tensor, "b": tensor], outputs: wanted, cancellation: nil)
        #expect(outputs.names == wanted ?? ["sum", "product"])
        #expect(outputs.values.count == outputs.names.count)
        for (name, value) in zip(outputs.names, outputs.values) {
            #expect(try value.tensor().realValues().allSatisfy { $0 == (name == "sum" ? 6 : 9) })
        }
        #expect(outputs["nothing"] == nil)
    }

    @Test(
        "outputs that the model does not have are refused, and so is asking for none",
        arguments: [(["sum", "quotient"], "quotient"), ([], "none")])
    func unknownOutput(_ wanted: [String], _ found: String) throws {
        let session = try Fixture.session("two_in_two_out")
        let inputs = try Self.inputs(["a": [2, 3], "b": [2, 3]])
        let error = try #require(throws: InferenceError.self) {
            try session.run(inputs, outputs: wanted, cancellation: nil)
        }
        #expect(error.code == .outputUnknown)
        #expect(error.diagnosis.expected == "sum, product")
        #expect(error.diagnosis.found == found)
    }

    @Test("a failure inside the model carries the engine's words, and the session works on")
    func runtimeFailure() throws {
        let session = try Fixture.session("runtime_failure")
        let error = try #require(throws: InferenceError.self) { try session.run(Self.inputs(["x": [5]])) }
        #expect(error.code == .runFailed)
        #expect(error.diagnosis.found?.contains("Reshape") == true)
        #expect(error.underlying is ONNXRuntimeFailure)
        let outputs = try session.run(Self.inputs(["x": [6]]))
        #expect(try #require(outputs["y"]).tensor().realValues() == Self.six)
    }

    @Test("a model loaded from bytes gives what the one loaded from its path gives")
    func pathAndBytes() throws {
        let image = try Tensor((0..<6_912).map { Float($0 % 17) / 16 }, shape: [1, 3, 48, 48])
        let fromPath = try Fixture.session("soak_fp32").run(["image": image])
        let fromBytes = try ONNXSession(bytes: Fixture.bytes("soak_fp32"), options: SessionOptions(threads: 1))
            .run(["image": image])
        #expect(try fromPath.values[0].tensor().realValues() == fromBytes.values[0].tensor().realValues())
    }
}
