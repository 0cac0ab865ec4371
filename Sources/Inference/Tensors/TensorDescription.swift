/// What a model says of one of its inputs or outputs before it runs.
public struct TensorDescription: Sendable, Hashable {
    /// The tensor's name in the model.
    public let name: String
    /// The type of the elements.
    public let elementType: ElementType
    /// The dimensions, where the model knows their number; some may be open.
    public let dimensions: [Dimension]?
    /// Affine parameters of an integer tensor, where the model holds them.
    public let quantization: TensorQuantization?

    /// One dimension of a described tensor.
    public enum Dimension: Sendable, Hashable {
        /// Always this long.
        case fixed(Int)
        /// Decided at run time; the name is the model's own, empty where it gave none.
        case dynamic(String)

        /// The length, or `nil` where it is open.
        public var length: Int? {
            if case .fixed(let length) = self { length } else { nil }
        }
    }

    /// Describes a tensor.
    public init(
        name: String, elementType: ElementType, dimensions: [Dimension]?, quantization: TensorQuantization? = nil
    ) {
        self.name = name
        self.elementType = elementType
        self.dimensions = dimensions
        self.quantization = quantization
    }

    /// The shape as people write it: `[1, 3, height, 640]`, open dimensions by name or `?`.
    public var shapeText: String {
        guard let dimensions else { return "[…]" }
        let parts = dimensions.map { dimension in
            switch dimension {
            case .fixed(let length): String(length)
            case .dynamic(let name): name.isEmpty ? "?" : name
            }
        }
        return "[\(parts.joined(separator: ", "))]"
    }
}

/// Affine quantisation of an integer tensor: `real = scale × (stored − zeroPoint)`.
public struct TensorQuantization: Sendable, Hashable {
    /// Real units of one step, above zero.
    public let scale: Float
    /// The stored number that stands for zero.
    public let zeroPoint: Int

    /// Takes the parameters of one tensor.
    public init(scale: Float, zeroPoint: Int) {
        self.scale = scale
        self.zeroPoint = zeroPoint
    }
}

/// What a model says of one of its outputs: mostly a tensor, for classical models also sequences and maps.
public indirect enum ValueDescription: Sendable, Hashable {
    /// A tensor.
    case tensor(TensorDescription)
    /// A list, all of whose elements look alike.
    case sequence(name: String, of: ValueDescription)
    /// Keys and as many values, e.g. probabilities by class label.
    case map(name: String, key: ElementType, value: ValueDescription)

    /// The value's name in the model.
    public var name: String {
        switch self {
        case .tensor(let description): description.name
        case .sequence(let name, _), .map(let name, _, _): name
        }
    }

    /// The description of a tensor, or `nil` for a sequence or map.
    public var tensor: TensorDescription? {
        if case .tensor(let description) = self { description } else { nil }
    }
}
