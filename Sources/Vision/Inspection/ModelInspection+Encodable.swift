import Diagnosis
import Inference

extension ModelInspection: Encodable {
    private enum Key: String, CodingKey {
        case path, format, byteCount = "bytes", irVersion = "ir_version", opsets, producer
        case parameters, nodes, operators, inputs, outputs, metadata, manifest, facts, problem
        case preparedForms = "prepared"
    }

    /// A tensor as programs read it.
    private struct Port: Encodable {
        let name: String
        let type: String
        let shape: String

        init(_ value: ValueDescription) {
            name = value.name
            switch value {
            case .tensor(let tensor): (type, shape) = (tensor.elementType.rawValue, tensor.shapeText)
            case .sequence(_, let element): (type, shape) = ("sequence", Port(element).type)
            case .map(_, let key, _): (type, shape) = ("map", key.rawValue)
            }
        }
    }

    /// A prepared form as programs read it; `problem` says why it is passed over here.
    private struct Form: Encodable {
        let path: String
        let bytes: Int
        let problem: String?
    }

    /// What is wrong, as programs read it.
    private struct Problem: Encodable {
        let code: String
        let message: String
    }

    /// Writes everything; `manifest` and `facts`, or `problem` where the model is not understood.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(path, forKey: .path)
        try container.encode(format, forKey: .format)
        try container.encode(byteCount, forKey: .byteCount)
        if let summary {
            try container.encode(summary.irVersion, forKey: .irVersion)
            try container.encode(summary.opsets, forKey: .opsets)
            try container.encode(summary.producer, forKey: .producer)
            try container.encode(summary.parameterCount, forKey: .parameters)
            try container.encode(summary.nodeCount, forKey: .nodes)
            try container.encode(summary.operators, forKey: .operators)
        }
        try container.encode(inputs.map { Port(.tensor($0)) }, forKey: .inputs)
        try container.encode(outputs.map { Port($0) }, forKey: .outputs)
        try container.encode(metadata, forKey: .metadata)
        try container.encode(
            preparedForms.map { Form(path: $0.path, bytes: $0.byteCount, problem: $0.problem) }, forKey: .preparedForms)
        switch manifest {
        case .success(let manifest):
            try container.encode(ManifestDocument(manifest), forKey: .manifest)
            try container.encode(manifest.facts, forKey: .facts)
        case .failure(let error):
            try container.encode(
                Problem(code: error.code.rawValue, message: error.description), forKey: .problem)
        }
    }
}
