import Inference
import Testing

@Suite("A summary tells what the onnx package tells")
struct ONNXModelSummaryTests {
    struct Facts: CustomTestStringConvertible {
        let model: String
        var opsets = "17"
        var producer = "apus-fixtures"
        let nodes: Int
        let operators: [String: Int]
        var parameters = 0
        var bytes = 0

        var testDescription: String { model }
    }

    /// Read with `onnx.load` (onnx 1.20) and numpy.
    private static let facts = [
        Facts(model: "add", nodes: 1, operators: ["Add": 1]),
        Facts(model: "soak_fp32", nodes: 8, operators: ["Conv": 3, "Relu": 3], parameters: 3_014, bytes: 12_056),
        Facts(
            model: "soak_int8", producer: "onnx.quantize 0.1.0", nodes: 25,
            operators: ["DequantizeLinear": 14, "QuantizeLinear": 6], parameters: 3_042, bytes: 3_234),
        Facts(
            model: "zipmap_int64", opsets: "17, ai.onnx.ml 1", nodes: 2,
            operators: ["LinearClassifier": 1, "ZipMap": 1]),
        Facts(model: "metadata", producer: "apus-fixtures 1.2.3", nodes: 1, operators: ["Identity": 1]),
        Facts(model: "slow", nodes: 3, operators: ["Loop": 1], parameters: 2, bytes: 16),
        Facts(model: "broken_external_data", nodes: 1, operators: ["Add": 1], parameters: 4, bytes: 16),
    ]

    private func summary(_ model: String) throws -> ONNXModelSummary {
        try Fixture.bytes(model).withUnsafeBytes { try ONNXModelSummary($0, name: model) }
    }

    @Test("versions, producer, nodes and parameters", arguments: facts)
    func matches(_ facts: Facts) throws {
        let summary = try summary(facts.model)
        #expect(summary.irVersion == 8)
        #expect(summary.opsetText == facts.opsets)
        #expect(summary.producer == facts.producer)
        #expect(summary.nodeCount == facts.nodes)
        #expect(summary.operators.merging(facts.operators) { $1 } == summary.operators)
        #expect(summary.parameterCount == facts.parameters)
        #expect(summary.parameterBytes == facts.bytes)
        #expect(summary.externalFiles == (facts.model == "broken_external_data" ? ["missing_weights.bin"] : []))
    }

    @Test(
        "scales and zero points of a QDQ model",
        arguments: [
            ("image_QuantizeLinear_Output", TensorQuantization(scale: 0.003_921_190_3, zeroPoint: -128)),
            ("r0_QuantizeLinear_Output", TensorQuantization(scale: 0.010_401_423, zeroPoint: -128)),
            ("scores_QuantizeLinear_Output", TensorQuantization(scale: 0.003_496_544_4, zeroPoint: 10)),
            ("w0_quantized", TensorQuantization(scale: 0.005_962_213_5, zeroPoint: 0)),
            ("image", nil), ("scores", nil), ("nothing", nil),
        ] as [(String, TensorQuantization?)])
    func quantization(_ tensor: String, _ expected: TensorQuantization?) throws {
        #expect(try summary("soak_int8").quantization(of: tensor) == expected)
    }

    /// A zero point of each type in each of the fields that may hold it.
    @Test(
        "zero points of every type and encoding",
        arguments: [
            (2, 9, [200], 200), (3, 9, [0x80], -128), (4, 9, [0x01, 0xFF], 0xFF01), (5, 9, [0x00, 0x80], -32_768),
            (6, 9, [0xFE, 0xFF, 0xFF, 0xFF], -2), (10, 9, [0x00, 0x48], 8), (1, 9, [0, 0, 0xC0, 0x40], 6),
            (2, 5, [200, 1], 200), (6, 5, [5], 5), (10, 5, [0x80, 0x90, 0x01], 8), (1, 4, [0, 0, 0xC0, 0x40], 6),
        ] as [(Int, Int, [UInt8], Int)])
    func zeroPoints(_ type: Int, _ field: Int, _ data: [UInt8], _ expected: Int) throws {
        let scale = ModelBytes.initializer("s") { $0.message(4, [0, 0, 0, 0x3F]) }
        let zero = ModelBytes.initializer("z", type: type, dimensions: [1]) { $0.message(field, data) }
        let model = ModelBytes.model(
            nodes: [ModelBytes.node("QuantizeLinear", ["x", "s", "z"], ["y"])], initializers: [scale, zero])
        let summary = try model.withUnsafeBytes { try ONNXModelSummary($0, name: "m") }
        #expect(summary.quantization(of: "y") == TensorQuantization(scale: 0.5, zeroPoint: expected))
    }

    @Test("a graph that comes in two pieces is one graph")
    func twoPieces() throws {
        let piece = ProtobufWriter.bytes { graph in
            graph.message(1, ModelBytes.node("Relu", ["x"], ["y"]))
            graph.message(5, ModelBytes.external("w", location: "w.bin"))
        }
        let model = ProtobufWriter.bytes { model in
            model.varint(1, 8)
            model.message(7, piece)
            model.message(7, [])
        }
        let summary = try model.withUnsafeBytes { try ONNXModelSummary($0, name: "m") }
        #expect(summary.nodeCount == 1)
        #expect(summary.externalFiles == ["w.bin"])
    }

    @Test(
        "formats are told by their first bytes",
        arguments: [
            ([0x20, 0, 0, 0] + Array("TFL3".utf8), ModelFormat.liteRT),
            ([0x14, 0, 0, 0] + Array("ORTM".utf8), .ort), ([0x14, 0, 0, 0] + Array("ORT".utf8), .onnx), ([], .onnx),
            ([8, 8, 18, 4], .onnx),
        ] as [([UInt8], ModelFormat)])
    func formats(_ bytes: [UInt8], _ format: ModelFormat) {
        #expect(bytes.withUnsafeBytes { ModelFormat(sniffing: $0) } == format)
    }
}
