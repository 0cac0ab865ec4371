/// A weight of a graph: its size, and its value where it is a single number.
struct ONNXInitializer {
    private(set) var name = ""
    private(set) var elementCount = 1
    /// The value of a tensor with one element, of the types that scales and zero points have.
    private(set) var scalar: Float?
    /// The file beside the model that holds the data.
    private(set) var externalFile: String?
    private var typeNumber = 0

    /// Reads a TensorProto, all but its data.
    init(_ bytes: UnsafeRawBufferPointer) throws(InferenceError) {
        var reader = ProtobufReader(bytes)
        var data: ProtobufReader.Field?
        while let field = try reader.next() {
            switch field.number {
            case 1: try readDimensions(field.value)
            case 2: typeNumber = field.value.integer
            case 4, 5, 9: data = field
            case 8: name = field.value.text
            case 13: try readExternal(field.value.message)
            default: break
            }
        }
        if elementCount == 1, let data { scalar = try number(in: data) }
    }

    /// Bytes that the elements take, four bits of a packed type counted as one byte.
    var byteCount: Int {
        let elementBytes: Int =
            switch typeNumber {
            case 7, 11, 13: 8
            case 1, 6, 12: 4
            case 4, 5, 10, 16: 2
            default: 1
            }
        return elementCount * elementBytes
    }

    /// Dimensions come one a field or packed together.
    private mutating func readDimensions(_ value: ProtobufReader.Value) throws(InferenceError) {
        if case .varint = value { return try multiply(by: value.integer) }
        var dimensions = ProtobufReader(value.message)
        while let dimension = try dimensions.packedInteger() { try multiply(by: dimension) }
    }

    private mutating func multiply(by dimension: Int) throws(InferenceError) {
        let widestElement = 8  // bytes
        let (product, overflow) = elementCount.multipliedReportingOverflow(by: dimension)
        guard dimension >= 0, !overflow, product <= Int.max / widestElement else {
            throw ProtobufReader.corrupt("a weight with a dimension of \(dimension)")
        }
        elementCount = product
    }

    private mutating func readExternal(_ bytes: UnsafeRawBufferPointer) throws(InferenceError) {
        var reader = ProtobufReader(bytes)
        var (key, value) = ("", "")
        while let field = try reader.next() {
            if field.number == 1 { key = field.value.text }
            if field.number == 2 { value = field.value.text }
        }
        if key == "location" { externalFile = value }
    }

    /// The number in `float_data` (4), in `int32_data` (5), which holds every shorter integer and half precision as its
    /// bits, or in `raw_data` (9).
    private func number(in data: ProtobufReader.Field) throws(InferenceError) -> Float? {
        switch (data.number, data.value) {
        case (4, .fixed32(let bits)): return Float(bitPattern: bits)
        case (4, .bytes(let bytes)): return bytes.count == 4 ? bytes.loadUnaligned(as: Float.self) : nil
        case (5, .varint): return number(data.value.integer)
        case (5, .bytes(let bytes)):
            var packed = ProtobufReader(bytes)
            return try packed.packedInteger().map(number)
        case (9, .bytes(let bytes)): return number(inRaw: bytes)
        default: return nil
        }
    }

    private func number(_ integer: Int) -> Float {
        let isHalfPrecision = typeNumber == 10
        return isHalfPrecision ? Float(HalfBits(bitPattern: UInt16(truncatingIfNeeded: integer))) : Float(integer)
    }

    private func number(inRaw bytes: UnsafeRawBufferPointer) -> Float? {
        switch (typeNumber, bytes.count) {
        case (1, 4): bytes.loadUnaligned(as: Float.self)
        case (2, 1): Float(bytes[0])
        case (3, 1): Float(Int8(bitPattern: bytes[0]))
        case (4, 2): Float(bytes.loadUnaligned(as: UInt16.self))
        case (5, 2): Float(bytes.loadUnaligned(as: Int16.self))
        case (6, 4): Float(bytes.loadUnaligned(as: Int32.self))
        case (10, 2): Float(HalfBits(bitPattern: bytes.loadUnaligned(as: UInt16.self)))
        default: nil
        }
    }
}
