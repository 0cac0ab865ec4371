import Diagnosis
import Inference
import Testing

@Suite("Every element type goes through the engine unchanged")
struct ElementTypeTests {
    private func roundTrip(_ tensor: Tensor, through model: String) throws -> Tensor {
        let outputs = try Fixture.session(model).run(["x": tensor])
        let result = try #require(outputs["y"]).tensor()
        #expect(result.elementType == tensor.elementType)
        #expect(result.shape == tensor.shape)
        return result
    }

    private func roundTrip<Element: TensorElement & Equatable>(
        _ elements: [Element], through model: String
    ) throws {
        let result = try roundTrip(Tensor(elements, shape: [1, elements.count]), through: model)
        #expect(try result.elements(of: Element.self) == elements)
    }

    @Test("floating point")
    func floatingPoint() throws {
        try roundTrip([0, -0.0, 1.5, -.infinity, Float.leastNonzeroMagnitude], through: "identity_f32")
        try roundTrip([0, -1e-300, .greatestFiniteMagnitude, Double.pi], through: "identity_f64")
        try roundTrip(
            [0x0000, 0x0001, 0x3C00, 0x7BFF, 0xFC00].map(HalfBits.init(bitPattern:)), through: "identity_f16")
    }

    @Test("integers")
    func integers() throws {
        try roundTrip([Int8.min, -1, 0, 1, .max], through: "identity_i8")
        try roundTrip([UInt8.min, 1, 128, .max], through: "identity_u8")
        try roundTrip([Int16.min, -1, 0, .max], through: "identity_i16")
        try roundTrip([Int32.min, -1, 0, .max], through: "identity_i32")
        try roundTrip([Int64.min, -1, 0, .max], through: "identity_i64")
    }

    @Test("truth values")
    func truth() throws {
        try roundTrip([true, false, false, true], through: "identity_bool")
    }

    @Test("text, empty and non-ASCII text and a zero byte included")
    func text() throws {
        let strings = ["", "swift", "Mauersegler ✓ 雨燕", "a\0b", String(repeating: "x", count: 10_000), ""]
        let result = try roundTrip(Tensor(strings: strings, shape: [2, 3]), through: "identity_string")
        #expect(try result.strings() == strings)
    }

    @Test("text whose strings are all empty")
    func emptyText() throws {
        let result = try roundTrip(Tensor(strings: ["", ""], shape: [1, 2]), through: "identity_string")
        #expect(try result.strings() == ["", ""])
    }

    @Test(
        "tensors without elements", arguments: ["f32", "f16", "f64", "i8", "u8", "i16", "i32", "i64", "bool", "string"])
    func empty(_ suffix: String) throws {
        let session = try Fixture.session("identity_\(suffix)")
        let type = try #require(session.inputs.first).elementType
        let none =
            type == .string
            ? try Tensor(strings: [], shape: [0, 4]) : try Tensor(type, shape: TensorShape([0, 4])) { _ in }
        let first = try roundTrip(none, through: "identity_\(suffix)")
        #expect(try roundTrip(first, through: "identity_\(suffix)").shape.elementCount == 0)
    }

    @Test("a scalar has rank 0 and one element")
    func scalar() throws {
        let outputs = try Fixture.session("scalar").run(["x": Tensor([Float(1), 2, 3.5], shape: [3])])
        let total = try #require(outputs["total"]).tensor()
        #expect(total.shape.rank == 0)
        #expect(try total.elements(of: Float.self) == [6.5])
    }

    @Test("an element type that is not supported is named, and what is supported")
    func unsupported() throws {
        let error = try #require(throws: InferenceError.self) { try Fixture.session("identity_u16") }
        #expect(error.code == .modelUnsupported)
        #expect(error.diagnosis.what == "x has an element type that is not supported")
        #expect(error.diagnosis.found == "uint16")
        #expect(error.diagnosis.expected?.contains("float16") == true)
    }

    @Test("a true that the engine stores as any other byte reads as true")
    func looseTruth() throws {
        let loose = ModelBytes.initializer("truth", type: 9, dimensions: [4]) { $0.message(9, [0, 1, 2, 255]) }
        let model = ModelBytes.model(
            nodes: [ModelBytes.node("Relu", ["x"], ["y"])], inputs: [ModelBytes.tensor("x", [2])],
            outputs: [ModelBytes.tensor("truth", type: 9, [4])], initializers: [loose])
        let outputs = try ONNXSession(bytes: model).run(["x": Tensor([Float(1), 2], shape: [2])])
        let truth = try #require(outputs["truth"]).tensor()
        #expect(try truth.elements(of: Bool.self) == [false, true, true, true])
        #expect(try truth.realValues() == [0, 1, 1, 1])
    }
}
