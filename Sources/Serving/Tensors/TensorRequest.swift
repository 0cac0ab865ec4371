import Diagnosis
import Inference
import JSONText

/// Tensors by name, as the Open Inference Protocol (KServe v2) writes them.
struct TensorRequest: Sendable {
    /// The inputs by name.
    var inputs: [String: Tensor]
    /// The outputs that are wanted; `nil` wants all.
    var outputs: [String]?
    /// What the client calls the request; the answer repeats it.
    var id: String?

    /// Reads `inputs` and `outputs` of a request.
    ///
    /// - Parameters:
    ///   - inputs: A list of `{"name", "shape", "datatype", "data"}`.
    ///   - outputs: A list of `{"name"}`, or nothing.
    ///   - id: Text, or nothing.
    /// - Throws: ``ServingError`` with `field-invalid`.
    init(_ inputs: JSONValue, outputs: JSONValue?, id: JSONValue? = nil) throws(ServingError) {
        guard inputs.kind == .array else {
            throw Self.invalid("inputs", expected: "a list of tensors", found: "\(inputs.kind)")
        }
        self.inputs = [:]
        for element in inputs.elements {
            guard let name = element["name"]?.string else {
                throw Self.invalid("inputs", expected: "tensors with a name", found: "\(element.kind)")
            }
            self.inputs[name] = try Self.tensor(element, name: name)
        }
        self.outputs = try Self.outputNames(outputs)
        self.id = id?.string
    }

    private static func outputNames(_ list: JSONValue?) throws(ServingError) -> [String]? {
        guard let list, !list.isNull, !list.elements.isEmpty else { return nil }
        let names = list.elements.compactMap { $0["name"]?.string }
        guard names.count == list.elements.count else {
            throw invalid("outputs", expected: "a list of objects with a name", found: "\(list.kind)")
        }
        return names
    }

    private static func tensor(_ value: JSONValue, name: String) throws(ServingError) -> Tensor {
        let label = "inputs[\(Diagnosis.excerpt(name, limit: 60))]"
        guard let text = value["datatype"]?.string, let type = ElementType(protocolName: text) else {
            throw invalid(
                "\(label).datatype", expected: ElementType.protocolNames.joined(separator: ", "),
                found: value["datatype"].map { RequestField.json($0).excerpt } ?? "none")
        }
        let shape = value["shape"]?.elements.compactMap(\.integer) ?? []
        guard let sides = value["shape"]?.elements, sides.count == shape.count, let data = value["data"] else {
            throw invalid(
                label, expected: "shape as whole numbers, and data as a list",
                found: value["shape"].map { RequestField.json($0).excerpt } ?? "none")
        }
        do {
            return try TensorData(data).tensor(of: type, shape: shape)
        } catch let error as InferenceError {
            throw ServingError(
                .fieldInvalid, "the tensor \(label) is wrong", expected: error.diagnosis.expected,
                found: error.diagnosis.found ?? error.diagnosis.what, underlying: error)
        } catch {
            throw invalid("\(label).data", expected: "values of \(text)", found: "\(data.kind)")
        }
    }

    /// What came is told by its kind where it may be a picture's data.
    private static func invalid(_ name: String, expected: String, found: String) -> ServingError {
        ServingError(.fieldInvalid, "the field \(name) is wrong", expected: expected, found: found)
    }
}
