import Inference
import JSONText

/// A tensor's elements as JSON, flat or nested as the shape is.
struct TensorData {
    private let data: JSONValue

    /// An element that does not fit the type.
    struct Misfit: Error {}

    init(_ data: JSONValue) {
        self.data = data
    }

    /// The elements as a tensor.
    ///
    /// - Throws: ``Misfit`` where an element is not of the type, `InferenceError` where they do not fill the shape.
    func tensor(of type: ElementType, shape: [Int]) throws -> Tensor {
        switch type {
        case .float32: try Tensor(elements { $0.number.map { Float($0) } }, shape: shape)
        case .float64: try Tensor(elements(\.number), shape: shape)
        case .int8: try Tensor(integers(Int8.self), shape: shape)
        case .int16: try Tensor(integers(Int16.self), shape: shape)
        case .int32: try Tensor(integers(Int32.self), shape: shape)
        case .int64: try Tensor(integers(Int64.self), shape: shape)
        case .uint8: try Tensor(integers(UInt8.self), shape: shape)
        case .bool: try Tensor(elements(\.boolean), shape: shape)
        case .string: try Tensor(strings: elements(\.string), shape: shape)
        // The protocol has no JSON form of half precision.
        case .float16: throw Misfit()
        }
    }

    private func integers<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(Misfit) -> [Integer] {
        try elements { $0.integer.flatMap { Integer(exactly: $0) } }
    }

    private func elements<Element>(_ read: (JSONValue) -> Element?) throws(Misfit) -> [Element] {
        var elements: [Element] = []
        try append(data, to: &elements, read)
        return elements
    }

    /// Documents are limited in depth, so this is too.
    private func append<Element>(
        _ value: JSONValue, to elements: inout [Element], _ read: (JSONValue) -> Element?
    ) throws(Misfit) {
        guard value.kind != .array else {
            for element in value.elements { try append(element, to: &elements, read) }
            return
        }
        guard let element = read(value) else { throw Misfit() }
        elements.append(element)
    }
}
