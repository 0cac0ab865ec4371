/// A Swift type that a tensor's memory can be read as without conversion.
public protocol TensorElement: BitwiseCopyable, Sendable {
    /// The tensor element type with this memory layout.
    static var elementType: ElementType { get }
}

extension Float: TensorElement {
    /// ``ElementType/float32``.
    public static var elementType: ElementType { .float32 }
}

extension Double: TensorElement {
    /// ``ElementType/float64``.
    public static var elementType: ElementType { .float64 }
}

extension Int8: TensorElement {
    /// ``ElementType/int8``.
    public static var elementType: ElementType { .int8 }
}

extension Int16: TensorElement {
    /// ``ElementType/int16``.
    public static var elementType: ElementType { .int16 }
}

extension Int32: TensorElement {
    /// ``ElementType/int32``.
    public static var elementType: ElementType { .int32 }
}

extension Int64: TensorElement {
    /// ``ElementType/int64``.
    public static var elementType: ElementType { .int64 }
}

extension UInt8: TensorElement {
    /// ``ElementType/uint8``.
    public static var elementType: ElementType { .uint8 }
}

extension Bool: TensorElement {
    /// ``ElementType/bool``.
    public static var elementType: ElementType { .bool }
}

/// The 16 bits of a half-precision number; `Float16` itself does not exist on every platform.
public struct HalfBits: TensorElement, Hashable {
    /// Sign, five bits of exponent, ten of fraction.
    public var bitPattern: UInt16

    /// Wraps the bits of a half-precision number.
    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// ``ElementType/float16``.
    public static var elementType: ElementType { .float16 }
}

extension Float {
    /// The number that sixteen half-precision bits stand for, exactly (IEEE 754-2019, binary16).
    public init(_ half: HalfBits) {
        let sign = UInt32(half.bitPattern & 0x8000) << 16
        let magnitude = UInt32(half.bitPattern & 0x7FFF) << 13
        if magnitude >= 0x0F80_0000 {  // infinity and NaN keep an exponent of all ones
            self = Float(bitPattern: sign | magnitude | 0x7000_0000)
        } else {
            // Scaling by 2^112 moves the exponent bias from 15 to 127 and makes subnormals normal in one step.
            self = Float(bitPattern: sign | magnitude) * Float(bitPattern: 0x7780_0000)
        }
    }
}
