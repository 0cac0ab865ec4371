import Inference
import TestSupport
import Testing

@Suite("Sequences and maps are read as onnxruntime's Python API reads them")
struct SequenceAndMapTests {
    @Test("a sequence of tensors")
    func sequence() throws {
        let session = try Fixture.session("sequence")
        let element = TensorDescription(name: "parts", elementType: .float32, dimensions: [.dynamic("n")])
        #expect(session.outputs == [.sequence(name: "parts", of: .tensor(element))])
        let value = try session.run(["x": Tensor([Float(1), 2], shape: [2])])["parts"]
        guard case .sequence(let parts) = value else {
            Issue.record("not a sequence: \(String(describing: value))")
            return
        }
        #expect(try parts.map { try $0.tensor().realValues() } == [[1, 2], [2, 4]])
    }

    @Test("a classifier with integer classes")
    func integerClasses() throws {
        let reference = try References.load()
        let outputs = try run("zipmap_int64", reference.rows)
        #expect(try outputs.label.elements(of: Int64.self) == reference.withIntegers.labels)
        let rows = try outputs.rows.map { try Array(zip($0.keys.elements(of: Int64.self), $0.values.realValues())) }
        expect(rows, equal: reference.withIntegers)
    }

    @Test("a classifier with named classes")
    func namedClasses() throws {
        let reference = try References.load()
        let outputs = try run("zipmap_string", reference.rows)
        #expect(try outputs.label.strings() == reference.withStrings.labels)
        let rows = try outputs.rows.map { try Array(zip($0.keys.strings(), $0.values.realValues())) }
        expect(rows, equal: reference.withStrings)
    }

    @Test("the types of a classifier's outputs are told before it runs", arguments: ["int64", "string"])
    func description(_ key: String) throws {
        let session = try Fixture.session("zipmap_\(key)")
        guard case .sequence("output_probability", .map(_, let keyType, let value)) = session.outputs.last else {
            Issue.record("not a sequence of maps: \(session.outputs)")
            return
        }
        #expect(keyType.rawValue == key)
        #expect(value.tensor?.elementType == .float32)
        #expect(session.outputs.first?.tensor?.elementType == keyType)
    }

    @Test("a sequence and a map are not read as tensors")
    func wrongKind() throws {
        let keys = try Tensor([Int64(1)], shape: [1])
        for value in [InferenceValue.sequence([]), .map(keys: keys, values: keys)] {
            let error = #expect(throws: InferenceError.self) { try value.tensor() }
            #expect(error?.code == .tensorMismatch)
        }
    }

    private func run(
        _ model: String, _ rows: [[Float]]
    ) throws -> (label: Tensor, rows: [(keys: Tensor, values: Tensor)]) {
        let input = try Tensor(rows.flatMap(\.self), shape: [rows.count, 4])
        let outputs = try Fixture.session(model).run(["X": input])
        guard case .sequence(let maps) = outputs["output_probability"] else { return (input, []) }
        let pairs = maps.compactMap { map in
            if case .map(let keys, let values) = map { (keys, values) } else { nil }
        }
        return (try #require(outputs["output_label"]).tensor(), pairs)
    }

    private func expect<Label: Comparable>(_ rows: [[(Label, Float)]], equal reference: References.Classes<Label>) {
        #expect(rows.count == reference.rows.count)
        for (row, expected) in zip(rows, reference.rows) {
            let sorted = row.sorted { $0.0 < $1.0 }
            #expect(sorted.map(\.0) == expected.map(\.label))
            for (found, wanted) in zip(sorted, expected) { #expect(abs(found.1 - wanted.probability) < 1e-6) }
        }
    }
}

/// `engine.json`, made by the script beside the models.
private struct References: Decodable {
    let rows: [[Float]]
    let withIntegers: Classes<Int64>
    let withStrings: Classes<String>

    static func load() throws -> References { try FixtureModels.golden("engine.json", as: References.self) }

    struct Classes<Label: Decodable>: Decodable {
        let labels: [Label]
        let rows: [[Pair<Label>]]

        enum CodingKeys: String, CodingKey {
            case labels = "output_label"
            case rows = "output_probability"
        }
    }

    /// A label and its probability, written as a list of both.
    struct Pair<Label: Decodable>: Decodable {
        let label: Label
        let probability: Float

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            label = try list.decode(Label.self)
            probability = try list.decode(Float.self)
        }
    }

    enum CodingKeys: String, CodingKey {
        case rows = "X"
        case withIntegers = "zipmap_int64"
        case withStrings = "zipmap_string"
    }
}
