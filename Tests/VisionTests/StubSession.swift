import Inference

/// A model of one picture and one output that answers zeros, for shapes that no fixture has.
struct StubSession: InferenceSession {
    let inputs: [TensorDescription]
    let outputs: [ValueDescription]
    let metadata: [String: String]
    private let dimensions: [Int]

    init(output: String, dimensions: [Int?], side: Int = 64, metadata: [String: String] = [:]) {
        inputs = [
            TensorDescription(
                name: "images", elementType: .float32, dimensions: [1, 3, side, side].map { .fixed($0) })
        ]
        outputs = [
            .tensor(
                TensorDescription(
                    name: output, elementType: .float32,
                    dimensions: dimensions.map { length in length.map { .fixed($0) } ?? .dynamic("") }))
        ]
        self.metadata = metadata
        self.dimensions = dimensions.map { $0 ?? 1 }
    }

    func run(
        _ inputs: [String: Tensor], outputs outputNames: [String]?, cancellation: RunCancellation?
    ) throws(InferenceError) -> InferenceOutputs {
        let zeros = [Float](repeating: 0, count: dimensions.reduce(1, *))
        return InferenceOutputs(
            names: outputs.map(\.name), values: [.tensor(try Tensor(zeros, shape: dimensions))])
    }
}
