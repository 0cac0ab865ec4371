import Inference
import Testing

@Suite("A session describes its model")
struct SessionDescriptionTests {
    @Test("names, types, fixed and open dimensions")
    func dimensions() throws {
        let add = try Fixture.session("add")
        #expect(add.inputs.map(\.name) == ["a", "b"])
        #expect(add.inputs.map(\.shapeText) == ["[n, k]", "[n, k]"])
        #expect(add.outputs.map(\.name) == ["sum"])
        let soak = try Fixture.session("soak_fp32")
        #expect(soak.inputs.first?.dimensions == [1, 3, 48, 48].map { .fixed($0) })
        #expect(soak.outputs.first?.tensor?.shapeText == "[1, 10]")
    }

    @Test("a scalar and a tensor of unknown rank are told apart, and the latter takes any shape")
    func unknownRank() throws {
        let model = ModelBytes.model(
            nodes: [ModelBytes.node("Relu", ["x"], ["y"])], inputs: [ModelBytes.tensor("x", nil)],
            outputs: [ModelBytes.tensor("y", nil)])
        let session = try ONNXSession(bytes: model)
        #expect(session.inputs.first?.dimensions == nil)
        #expect(session.inputs.first?.shapeText == "[…]")
        for shape in [[], [1], [1, 1, 1]] {
            let outputs = try session.run(["x": Tensor([Float(-3)], shape: shape)])
            #expect(try #require(outputs["y"]).tensor().shape.dimensions == shape)
        }
        #expect(try Fixture.session("scalar").outputs.first?.tensor?.dimensions == [])
    }

    @Test("open dimensions are decided anew in every run")
    func dynamicDimensions() throws {
        let session = try Fixture.session("add")
        for shape in [[1, 1], [3, 2], [2, 5], [0, 7], [1, 1]] {
            let ones = try Tensor([Float](repeating: 1, count: shape[0] * shape[1]), shape: shape)
            let sum = try #require(session.run(["a": ones, "b": ones])["sum"]).tensor()
            #expect(sum.shape.dimensions == shape)
            #expect(try sum.realValues().allSatisfy { $0 == 2 })
        }
    }

    @Test("metadata, non-ASCII and empty values included")
    func metadata() throws {
        #expect(
            try Fixture.session("metadata").metadata == [
                "author": "Ünïcødé ✓", "empty": "", "names": "{0: 'cat', 1: \"dog's bed\"}", "task": "detect",
            ])
        #expect(try Fixture.session("add").metadata.isEmpty)
    }

    @Test("the quantisation of inputs and outputs comes from the graph around them")
    func quantization() throws {
        let scale = ModelBytes.initializer("scale") { $0.message(9, [0, 0, 0, 63]) }
        let zero = ModelBytes.initializer("zero", type: 2) { $0.message(9, [128]) }
        let model = ModelBytes.model(
            nodes: [
                ModelBytes.node("DequantizeLinear", ["x", "scale", "zero"], ["real"]),
                ModelBytes.node("Relu", ["real"], ["positive"]),
                ModelBytes.node("QuantizeLinear", ["positive", "scale", "zero"], ["y"]),
            ],
            inputs: [ModelBytes.tensor("x", type: 2, [3])], outputs: [ModelBytes.tensor("y", type: 2, [3])],
            initializers: [scale, zero])
        let session = try ONNXSession(bytes: model)
        let expected = TensorQuantization(scale: 0.5, zeroPoint: 128)
        #expect(session.inputs.first?.quantization == expected)
        #expect(session.outputs.first?.tensor?.quantization == expected)
        let outputs = try session.run(["x": Tensor([UInt8(120), 128, 131], shape: [3])])
        let reals = try #require(outputs["y"]).tensor().realValues(quantization: expected)
        #expect(reals == [0, 0, 1.5])
    }
}
