import Inference

extension ElementType {
    /// The type that the Open Inference Protocol calls so; `nil` for names that it does not have.
    init?(protocolName: String) {
        guard let type = Self.allCases.first(where: { $0.protocolName == protocolName }) else { return nil }
        self = type
    }

    /// The names of all types.
    static var protocolNames: [String] { allCases.map(\.protocolName) }

    /// The type's name in the Open Inference Protocol, "Tensor Data Types".
    var protocolName: String {
        switch self {
        case .float32: "FP32"
        case .float16: "FP16"
        case .float64: "FP64"
        case .int8: "INT8"
        case .int16: "INT16"
        case .int32: "INT32"
        case .int64: "INT64"
        case .uint8: "UINT8"
        case .bool: "BOOL"
        case .string: "BYTES"
        }
    }
}
