/// The type of a tensor's elements.
public enum ElementType: String, Sendable, Hashable, Codable, CaseIterable {
    /// IEEE 754 single precision.
    case float32
    /// IEEE 754 half precision, as its 16 bits.
    case float16
    /// IEEE 754 double precision.
    case float64
    /// Signed 8-bit integers.
    case int8
    /// Signed 16-bit integers.
    case int16
    /// Signed 32-bit integers.
    case int32
    /// Signed 64-bit integers.
    case int64
    /// Unsigned 8-bit integers.
    case uint8
    /// Truth values, one byte each.
    case bool
    /// Text.
    case string

    /// Bytes of one element; zero for strings, which have no fixed size.
    public var byteCount: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .float16, .int16: 2
        case .int8, .uint8, .bool: 1
        case .string: 0
        }
    }
}
