/// Walks the fields of one protobuf message without copying or trusting it.
///
/// Source: protobuf.dev, "Encoding".
package struct ProtobufReader {
    /// One field: its number and what is on the wire.
    package struct Field {
        package let number: Int
        package let value: Value
    }

    /// A value on the wire.
    package enum Value {
        case varint(UInt64)
        case bytes(UnsafeRawBufferPointer)
        case fixed32(UInt32)
        case fixed64(UInt64)
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// Reads a message that lies in `bytes`.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The next field, or `nil` at the end.
    ///
    /// - Throws: ``InferenceError`` with `model-corrupt` where the bytes are no message or end within a field.
    package mutating func next() throws(InferenceError) -> Field? {
        guard position < bytes.count else { return nil }
        let key = try varint()
        let number = key >> 3
        guard number > 0, number < 1 << 29 else { throw Self.corrupt("field number \(number)") }
        let value: Value =
            switch key & 7 {
            case 0: .varint(try varint())
            case 1: .fixed64(try fixed(UInt64.self))
            case 2: .bytes(try take(Int(clamping: varint())))
            case 5: .fixed32(try fixed(UInt32.self))
            default: throw Self.corrupt("wire type \(key & 7)")
            }
        return Field(number: Int(number), value: value)
    }

    /// The next number where the bytes are a packed repeated field of integers; `nil` at the end.
    package mutating func packedInteger() throws(InferenceError) -> Int? {
        position < bytes.count ? Int(truncatingIfNeeded: try varint()) : nil
    }

    private mutating func varint() throws(InferenceError) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < bytes.count else { throw Self.corrupt("the end within a number") }
            let byte = bytes[position]
            position += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        throw Self.corrupt("a number of more than ten bytes")
    }

    private mutating func fixed<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type
    ) throws(InferenceError) -> Number {
        Number(littleEndian: try take(MemoryLayout<Number>.size).loadUnaligned(as: type))
    }

    private mutating func take(_ count: Int) throws(InferenceError) -> UnsafeRawBufferPointer {
        guard count <= bytes.count - position else {
            throw Self.corrupt("\(bytes.count - position) bytes where a field needs \(count)")
        }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    /// What to throw where a message holds something impossible.
    static func corrupt(_ found: String) -> InferenceError {
        InferenceError(
            .modelCorrupt, "the model is damaged or cut off", expected: "an ONNX protobuf message", found: found)
    }
}

extension ProtobufReader.Value {
    /// The text of a bytes field; anything else reads as empty.
    package var text: String {
        if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    /// The number of a varint field; anything else reads as zero.
    package var integer: Int {
        if case .varint(let value) = self { Int(truncatingIfNeeded: value) } else { 0 }
    }

    /// The bytes of a bytes field; anything else reads as none.
    package var message: UnsafeRawBufferPointer {
        if case .bytes(let bytes) = self { bytes } else { UnsafeRawBufferPointer(start: nil, count: 0) }
    }
}
