/// A weight of a graph: its size, and its value where it is a single number.
struct ONNXInitializer {
    private(set) var name = ""
    private(set) var elementCount = 1
    /// The value of a tensor with one element.
    private(set) var scalar: Float?
    /// The file beside the model that holds the data.
    private(set) var externalFile: String?
    private var dataType = 0

    init(_ bytes: UnsafeRawBufferPointer) throws(InferenceError) {
        var reader = ProtobufReader(bytes)
        var raw: UnsafeRawBufferPointer?
        while let field = try reader.next() {
            switch field.number {
            case 1: try multiply(by: field.value)
            case 2: dataType = field.value.integer
            case 4: scalar = try Self.firstFloat(field.value)
            case 5: scalar = try Self.firstInteger(field.value)
            case 8: name = field.value.text
            case 9: raw = field.value.message
            case 13: try readExternal(field.value.message)
            default: break
            }
        }
        if let raw { scalar = number(in: raw) }
        if elementCount != 1 { scalar = nil }
    }

    /// Bytes that the elements take, four bits of a packed type counted as one byte.
    var byteCount: Int {
        let elementBytes: Int =
            switch dataType {
            case 7, 11, 13: 8
            case 1, 6, 12: 4
            case 4, 5, 10, 16: 2
            default: 1
            }
        return elementCount.multipliedReportingOverflow(by: elementBytes).partialValue
    }

    /// Dimensions come one a field or packed together.
    private mutating func multiply(by value: ProtobufReader.Value) throws(InferenceError) {
        if case .varint = value {
            elementCount = elementCount.multipliedReportingOverflow(by: value.integer).partialValue
        } else {
            for dimension in try ProtobufReader.packedIntegers(value.message) {
                elementCount = elementCount.multipliedReportingOverflow(by: dimension).partialValue
            }
        }
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

    private func number(in raw: UnsafeRawBufferPointer) -> Float? {
        switch (dataType, raw.count) {
        case (1, 4): raw.loadUnaligned(as: Float.self)
        case (2, 1): Float(raw[0])
        case (3, 1): Float(Int8(bitPattern: raw[0]))
        case (10, 2): Float(HalfBits(bitPattern: raw.loadUnaligned(as: UInt16.self)))
        default: nil
        }
    }

    private static func firstFloat(_ value: ProtobufReader.Value) throws(InferenceError) -> Float? {
        switch value {
        case .fixed32(let bits): Float(bitPattern: bits)
        case .bytes(let bytes) where bytes.count >= 4: bytes.loadUnaligned(as: Float.self)
        default: nil
        }
    }

    private static func firstInteger(_ value: ProtobufReader.Value) throws(InferenceError) -> Float? {
        if case .varint = value { return Float(value.integer) }
        return try ProtobufReader.packedIntegers(value.message).first.map { Float($0) }
    }
}
