import Inference
import Testing

@Suite("Tensors share memory with the engine safely")
struct SharedMemoryTests {
    /// Outputs: `x` itself, `y = Relu(x)`, and the weight `w`.
    private static let handingThrough = ModelBytes.model(
        nodes: [ModelBytes.node("Relu", ["x"], ["y"])], inputs: [ModelBytes.tensor("x", [2])],
        outputs: [ModelBytes.tensor("x", [2]), ModelBytes.tensor("y", [2]), ModelBytes.tensor("w", [2])],
        initializers: [ModelBytes.initializer("w", dimensions: [2]) { $0.message(4, [0, 0, 128, 63, 0, 0, 0, 64]) }])

    private func address(of tensor: Tensor) throws -> UnsafePointer<Float>? {
        try tensor.withElements(of: Float.self) { $0.baseAddress }
    }

    @Test("an input that the model hands through is neither copied in nor out")
    func noCopy() throws {
        let input = try Tensor([Float(-1), 2], shape: [2])
        let outputs = try ONNXSession(bytes: Self.handingThrough).run(["x": input])
        #expect(try address(of: #require(outputs["x"]).tensor()) == address(of: input))
    }

    @Test("outputs stay readable when the session and the inputs are gone")
    func outlives() throws {
        let runs = try (0..<64).map { number in
            let session = try ONNXSession(bytes: Self.handingThrough)
            return try session.run(["x": Tensor([Float(-number), Float(number)], shape: [2])])
        }
        for (number, outputs) in runs.enumerated() {
            #expect(try #require(outputs["x"]).tensor().realValues() == [Float(-number), Float(number)])
            #expect(try #require(outputs["y"]).tensor().realValues() == [0, Float(number)])
            #expect(try #require(outputs["w"]).tensor().realValues() == [1, 2])
        }
    }

    @Test("an output can be the next run's input")
    func chained() throws {
        let session = try Fixture.session("two_in_two_out")
        var sum = try Tensor([Float](repeating: 1, count: 6), shape: [2, 3])
        for _ in 0..<10 { sum = try #require(session.run(["a": sum, "b": sum])["sum"]).tensor() }
        #expect(try sum.realValues() == [Float](repeating: 1_024, count: 6))
    }

    @Test("memory for a tensor is aligned for the widest vectors")
    func aligned() throws {
        let tensor = try Tensor(.uint8, shape: TensorShape([3])) { $0.copyBytes(from: [1, 2, 3]) }
        let address = try tensor.withElements(of: UInt8.self) { UInt(bitPattern: $0.baseAddress) }
        #expect(address % 64 == 0)
    }
}
