import Diagnosis
import Inference
import Testing

@Suite("Hostile model files are read or refused, never a trap")
struct HostileModelTests {
    private static let models = [
        "soak_int8", "zipmap_string", "slow", "sequence", "metadata", "broken_garbage", "broken_external_data",
    ]

    @Test("every prefix", arguments: models)
    func prefixes(_ model: String) throws {
        let bytes = try Fixture.bytes(model)
        for count in 0..<bytes.count { Self.tryToRead(Array(bytes.prefix(count))) }
    }

    @Test("every byte changed", arguments: models)
    func changedBytes(_ model: String) throws {
        var bytes = try Fixture.bytes(model)
        for index in bytes.indices {
            let original = bytes[index]
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                bytes[index] = original ^ change
                Self.tryToRead(bytes)
            }
            bytes[index] = original
        }
    }

    /// Summaries read weights and names; the engine must not see these bytes, its parser is not what is tested.
    private static func tryToRead(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            do throws(InferenceError) {
                let summary = try ONNXModelSummary(bytes, name: "m")
                #expect(summary.parameterCount >= 0 && summary.parameterBytes >= summary.parameterCount)
            } catch {
                #expect(error.code == .modelCorrupt)
            }
            _ = ModelFormat(sniffing: bytes)
        }
    }

    @Test(
        "weights of impossible size",
        arguments: [[-1], [Int.min], [Int.max], [1 << 31, 1 << 31], [1 << 59, 1 << 10, 0]])
    func impossibleWeight(_ dimensions: [Int]) {
        let model = ModelBytes.relu(initializer: ModelBytes.initializer("w", dimensions: dimensions))
        let error = #expect(throws: InferenceError.self) { try summary(model) }
        #expect(error?.code == .modelCorrupt)
        #expect(error?.diagnosis.found?.hasPrefix("a weight with a dimension of") == true)
    }

    @Test("weights that are too large together")
    func impossibleSum() {
        let large = ModelBytes.initializer("w", type: 7, dimensions: [(1 << 60) - 1])
        let model = ModelBytes.model(nodes: [], initializers: [large, large])
        let error = #expect(throws: InferenceError.self) { try summary(model) }
        #expect(error?.code == .modelCorrupt)
    }

    @Test("dimensions packed into one field count as well")
    func packedDimensions() throws {
        let packed = ProtobufWriter.bytes { tensor in
            tensor.message(1, [2, 0x80, 0x01])
            tensor.varint(2, 1)
        }
        #expect(try summary(ModelBytes.relu(initializer: packed)).parameterCount == 256)
    }

    @Test(
        "a scale or zero point that is no such number gives no quantisation",
        arguments: [
            (Float.nan, Float(0)), (.infinity, 0), (0, 0), (-1, 0), (1, .nan), (1, .infinity), (1, 1e30), (1, 0.5),
        ] as [(Float, Float)])
    func impossibleQuantization(_ scale: Float, _ zeroPoint: Float) throws {
        let (scale, zero) = (Self.float("s", scale), Self.float("z", zeroPoint))
        let model = ModelBytes.model(
            nodes: [ModelBytes.node("QuantizeLinear", ["x", "s", "z"], ["y"])], initializers: [scale, zero])
        #expect(try summary(model).quantization(of: "y") == nil)
    }

    private static func float(_ name: String, _ value: Float) -> [UInt8] {
        ModelBytes.initializer(name) { tensor in
            tensor.message(9, withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) })
        }
    }

    @Test("affine nodes without inputs or outputs", arguments: ["QuantizeLinear", "DequantizeLinear"])
    func nakedNode(_ operation: String) throws {
        let model = ModelBytes.model(nodes: [ModelBytes.node(operation, [], [])])
        #expect(try summary(model).nodeCount == 1)
    }

    @Test("messages nested ten thousand deep")
    func deepNesting() throws {
        var nested: [UInt8] = []
        for _ in 0..<10_000 {
            let inner = nested
            nested = ProtobufWriter.bytes { $0.message(5, inner) }
        }
        #expect(try summary(ModelBytes.relu(initializer: nested)).nodeCount == 1)
    }

    private func summary(_ bytes: [UInt8]) throws(InferenceError) -> ONNXModelSummary {
        try bytes.withUnsafeBufferPointer { bytes throws(InferenceError) in
            try ONNXModelSummary(UnsafeRawBufferPointer(bytes), name: "m")
        }
    }
}
